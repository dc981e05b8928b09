import { html, nothing } from 'lit';
import { Panel } from '../query/panel.js';
import { curl } from '../query/api.js';
import { fieldLabel, metricLabel } from '../state/fields.js';
import { describe, has, isNot, sentence, without } from '../state/filters.js';
import { findPage } from '../pages/index.js';
import { view } from '../state/view.js';
import { compact, metric, percent, range } from './format.js';
import { failed } from './failed.js';
import { icon } from './icon.js';
import { changeText } from './ranking.js';
import { copy } from './toast.js';
import { ViewElement } from './view-element.js';
import './breakdown.js';
import './explain.js';
import './happenings.js';
import './samples.js';

const FIGURES = ['requests', 'users', 'error_rate', 'success_rate', 'p50', 'p95', 'p99'];
const BREAKDOWNS = ['route', 'user', 'status', 'version', 'client', 'location'];

/** What is known of the mark that was selected, or of all that is shown where none was. */
class ContextPanel extends ViewElement {
  #total = new Panel(this, () => this.#selection() && { metrics: ['requests'], compare: undefined, ...this.#without() });
  #figures = new Panel(this, () => this.#ask({ metrics: FIGURES }));
  #values = (field) => (this.#isOne(field) ? null : this.#ask({ metrics: ['requests'], dimensions: [field], limit: 5, totals: true }));

  #selection() {
    return view.get('selection');
  }

  /** Whether the mark is one value of this field: breaking it down would give one row. */
  #isOne(field) {
    return [...view.about(), ...(this.#selection()?.filters ?? [])].some((filter) => filter.field === field && filter.op === 'is');
  }

  /** The view without the mark's own filters, which the share is a part of. */
  #without() {
    const own = this.#selection()?.filters ?? [];
    return { filters: view.filters().filter((filter) => !has(own, filter)) };
  }

  #ask(question) {
    const selection = this.#selection();
    const { filters } = this.#without();
    const time = selection?.from ? { from: selection.from, to: selection.to } : {};
    const all = [...filters, ...(selection?.filters ?? [])];
    return { ...question, ...time, filters: all };
  }

  #title() {
    const selection = this.#selection();
    if (!selection) return 'All that is shown';
    const words = selection.filters.map((filter) => {
      const { field, op, value } = describe(filter);
      return filter.op === 'is' ? value : `${field} ${op} ${value}`;
    });
    if (selection.from) words.unshift(range(selection.from, selection.to, view.zone));
    return words.join(', ');
  }

  render() {
    const selection = this.#selection();
    return html`<aside aria-label="Context">
      <div class="context-head">
        <div class="row">
          <h2 data-context-title>${selection?.filters[0] ? html`<span class="quiet small">${fieldLabel(selection.filters[0].field)}</span><br>` : nothing}${this.#title()}</h2>
          <button class="icon-button" aria-label="Close" title="Close (])" @click=${() => this.dispatchEvent(new Event('close'))}>${icon('close')}</button>
        </div>
        ${selection ? this.#actions(selection) : nothing}
      </div>
      ${this.#numbers()}
      <footfall-explain .body=${this.#figures.body}></footfall-explain>
      ${BREAKDOWNS.map((field) => html`<footfall-breakdown field=${field} .ask=${this.#values}></footfall-breakdown>`)}
      <footfall-samples .body=${this.#figures.body}></footfall-samples>
      <footfall-happenings .body=${this.#figures.body}></footfall-happenings>
    </aside>`;
  }

  #numbers() {
    const { data, state, stale } = this.#figures;
    if (state === 'failed') return html`<section>${failed(this.#figures)}</section>`;
    if (!data || stale) return html`<section data-panel="context" data-state="loading"><div class="skeleton"><i></i><i></i><i></i></div></section>`;
    const [row] = data.rows;
    const before = data.comparison?.rows[0];
    const total = this.#total.data?.rows[0]?.[0];
    return html`<section aria-label="Figures" data-panel="context" data-state=${state}>
      <dl class="figures">
        ${FIGURES.map((name, i) => html`<div>
          <dt>${metricLabel(name)}</dt>
          <dd data-figure="context/total/${name}" data-value=${row[i] ?? ''}>${name === 'requests' || name === 'users' ? compact(row[i]) : metric(name, row[i])}
            <small title=${before ? `before: ${metric(name, before[i])}` : nothing}>${before ? changeText(name, row[i], before[i]) : nothing}</small></dd>
        </div>`)}
        ${this.#selection() && total ? html`<div><dt>Share of requests</dt><dd data-figure="context/share/requests" data-value=${total}>${percent((row[0] / total) * 100)}</dd></div>` : nothing}
      </dl>
    </section>`;
  }

  #actions(selection) {
    const filters = view.get('filters');
    const on = selection.filters.length > 0 && selection.filters.every((filter) => has(filters, filter));
    const rest = selection.filters.reduce(without, filters);
    const time = selection.from ? { period: 'custom', from: selection.from, to: selection.to } : {};
    const explorer = findPage('explorer');
    const one = (field) => selection.filters.find((filter) => filter.field === field && filter.op === 'is')?.value;
    const [route, user] = [one('route'), one('user')];
    return html`<div class="context-actions">
      ${selection.filters.length > 0
        ? html`<button class="button small ${on ? 'on' : ''}" aria-pressed=${on} @click=${() => view.change({ filters: on ? rest : [...rest, ...selection.filters] })}>Filter</button>
            <button class="button small" title="Leave out where ${selection.filters.map(sentence).join(' and ')}" @click=${() => view.change({ filters: [...rest, ...selection.filters.filter((f) => f.op === 'is' || f.op === 'unknown').map((f) => isNot(f.field, f.op === 'unknown' ? null : f.value))], selection: null })}>Exclude</button>`
        : nothing}
      ${selection.from ? html`<button class="button small" @click=${() => view.change({ ...time, selection: null })}>Zoom in</button>` : nothing}
      ${route && view.get('page') !== 'route' ? html`<a class="button small" href=${view.url({ page: 'route', ...time, filters: rest, params: { route }, selection: null })}>Open route</a>` : nothing}
      ${user && view.get('page') !== 'user' ? html`<a class="button small" href=${view.url({ page: 'user', ...time, filters: rest, params: { user }, selection: null })}>Open user</a>` : nothing}
      ${explorer ? html`<a class="button small" href=${view.url({ page: 'explorer', ...time, filters: [...view.about(), ...rest, ...selection.filters], selection: null })}>Explorer</a>` : nothing}
      ${route ? html`<button class="button small" @click=${() => view.change({ hidden: [...view.get('hidden'), route], filters: rest, selection: null })}>Hide</button>` : nothing}
      <button class="button small" @click=${() => copy(location.href, 'The link')}>Copy link</button>
      <button class="button small" @click=${() => copy(curl(this.#figures.body), 'The curl call')}>Copy curl</button>
    </div>`;
  }
}

customElements.define('footfall-context', ContextPanel);
