import { html, nothing, svg } from 'lit';
import { explain } from '../query/api.js';
import { Panel } from '../query/panel.js';
import { fieldLabel, metricLabel, METRICS } from '../state/fields.js';
import { has, is, sentence, without } from '../state/filters.js';
import { view } from '../state/view.js';
import { arrows } from './arrows.js';
import { count, fieldValue, metric, percent, range } from './format.js';
import { failed } from './failed.js';
import { segments } from './segments.js';
import { ViewElement } from './view-element.js';

const EXPLAINED = [['requests', 'Requests'], ['users', 'Users'], ['error_rate', 'Errors'], ['p95', 'p95'], ['mean', 'Mean']];
const SHOWN = 3;
const ROWS = 5;
/** Below this a field's values moved alike. */
const CLEAR = 0.1;

/** What moved a figure of the mark, asked once it is opened; a click goes into what moved it. */
class Explain extends ViewElement {
  static properties = {
    /** The query's body that chooses the requests. */
    body: { attribute: false },
    all: { state: true },
  };

  #panel = new Panel(this, () => this.#question(), { send: explain });

  get #metric() {
    const chosen = view.param('explain');
    return EXPLAINED.some(([name]) => name === chosen) ? chosen : '';
  }

  #question() {
    if (!this.#metric || !this.body) return null;
    const { from, to } = view.get('selection') ?? {};
    return { ...(from && { from, to }), filters: this.body.filters ?? [], metric: this.#metric, limit: ROWS };
  }

  render() {
    const open = this.#metric !== '';
    return html`<section class="explain" aria-label="Explain" data-panel="explain" data-state=${this.#panel.state}>
      <h3>Explain
        ${open
          ? html`<button class="link" @click=${() => view.change({ params: { explain: null } })}>Close</button>`
          : html`<button class="button small" @click=${() => view.change({ params: { explain: 'requests' } })}>What moved it?</button>`}
      </h3>
      ${open ? html`${segments('What to explain', EXPLAINED, this.#metric, (name) => view.change({ params: { explain: name } }))}${this.#crumbs()}${this.#answer()}` : nothing}
    </section>`;
  }

  /** The way into the mark, each step of which leads back. */
  #crumbs() {
    const steps = view.get('selection')?.filters ?? [];
    if (steps.length === 0) return nothing;
    return html`<nav class="crumbs" aria-label="Explained within">
      <button class="link" @click=${() => this.#cut(0)}>All</button>
      ${steps.map((step, i) => {
        const text = step.op === 'is' ? fieldValue(step.field, step.value) : sentence(step);
        return i === steps.length - 1 ? html`<b aria-current="true">${text}</b>` : html`<button class="link" @click=${() => this.#cut(i + 1)}>${text}</button>`;
      })}
    </nav>`;
  }

  #cut(steps) {
    const selection = view.get('selection');
    const filters = selection.filters.slice(steps).reduce(without, view.get('filters'));
    const left = { ...selection, filters: selection.filters.slice(0, steps) };
    view.change({ filters, selection: left.filters.length > 0 || left.from ? left : null });
  }

  #into(steps) {
    const selection = view.get('selection') ?? { filters: [] };
    const filters = view.get('filters');
    const added = (all) => [...all, ...steps.filter((step) => !has(all, step))];
    view.change({ filters: added(filters), selection: { ...selection, filters: added(selection.filters) } });
  }

  #answer() {
    const { data, state, stale } = this.#panel;
    if (state === 'failed') return failed(this.#panel);
    if (!data || stale) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    const against = range(data.comparison.from, data.comparison.to, view.zone);
    if (!data.explained) {
      return html`<p class="quiet small">There is nothing to compare with: ${against} has no ${metricLabel(data.metric).toLowerCase()}, or this period has none.</p>`;
    }
    const clear = data.dimensions.filter((dimension) => dimension.concentration >= CLEAR);
    const shown = this.all ? data.dimensions : clear.slice(0, SHOWN);
    return html`
      <p class="small"><b>${metricLabel(data.metric)}</b> <span data-figure="explain/total/before" data-value=${data.before}>${metric(data.metric, data.before)}</span>
        → <span data-figure="explain/total/now" data-value=${data.now}>${metric(data.metric, data.now)}</span> <span class="quiet">against ${against}${data.exact ? '' : ', estimated'}</span></p>
      ${data.slower_than === undefined ? nothing : html`<p class="quiet small">Told by the requests slower than ${metric('p95', data.slower_than)}, the ${metricLabel(data.metric)} before: ${percent(data.explained.before)} → ${percent(data.explained.now)}.</p>`}
      ${clear.length === 0 ? html`<p class="quiet small">Nothing stands out: all moved alike.</p>` : nothing}
      ${shown.map((dimension) => this.#dimension(dimension, 'explain'))}
      ${data.within && clear.length > 0 ? this.#within(data.within) : nothing}
      ${data.dimensions.length > shown.length || this.all ? html`<button class="link" @click=${() => (this.all = !this.all)}>${this.all ? 'Only what stands out' : `All ${data.dimensions.length} fields`}</button>` : nothing}`;
  }

  #within({ dimension, value, dimensions }) {
    const [first] = dimensions.filter((each) => each.concentration >= CLEAR);
    if (!first) return nothing;
    return html`<div class="within">
      <p class="small">Within <b>${fieldValue(dimension, value)}</b></p>
      ${this.#dimension(first, 'explain-within', is(dimension, value))}
    </div>`;
  }

  #dimension({ name, rows, others }, panel, outer) {
    const most = Math.max(...rows.map((row) => Math.abs(row.contribution)), Math.abs(others?.contribution ?? 0));
    return html`<div data-dimension=${name}>
      <h4>${fieldLabel(name)}</h4>
      <div class="ranking" @keydown=${arrows('.mark')}>
        ${rows.map((row) => this.#row(name, row, most, panel, outer))}
        ${others ? html`<div class="row"><span class="mark others">${this.#bar(others, most)}<span class="label quiet">${count(others.values)} others</span>${this.#figures(others)}</span></div>` : nothing}
      </div>
    </div>`;
  }

  #row(field, row, most, panel, outer) {
    const text = fieldValue(field, row.value);
    const steps = [...(outer ? [outer] : []), is(field, row.value)];
    return html`<div class="row">
      <button class="mark" title="${text}: ${this.#write(row.before)} → ${this.#write(row.now)}" @click=${() => this.#into(steps)}>
        ${this.#bar(row, most)}
        <span class="label ${row.value === null ? 'unknown' : ''}">${text}</span>
        ${this.#figures(row, `${panel}/${field}:${row.value ?? 'unknown'}/contribution`)}
      </button>
    </div>`;
  }

  /** Fainter where it moved against all. */
  #bar({ contribution, of_change: part }, most) {
    const width = most > 0 ? (Math.abs(contribution) / most) * 100 : 0;
    return html`<svg class="bar ${part < 0 ? 'less' : ''}" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width="${width}%" height="100%"></rect>`}</svg>`;
  }

  #figures({ contribution, of_change: part }, figure) {
    return html`<span class="figure" data-figure=${figure ?? nothing} data-value=${contribution}>${this.#difference(contribution)}</span>
      <span class="share" title="of the change">${part === null ? '' : percent(part * 100).replace('-', '−')}</span>`;
  }

  /** In the unit of what is explained: of a percentile the percentage of slow requests. */
  #write(value) {
    return this.#inPercent ? percent(value) : metric(this.#panel.data.metric, value);
  }

  get #inPercent() {
    const { metric: name, slower_than: threshold } = this.#panel.data;
    return threshold !== undefined || METRICS[name].kind === 'percent';
  }

  /** The difference of two percentages is in points. */
  #difference(value) {
    const size = Math.abs(value);
    const text = this.#inPercent ? `${size.toFixed(size < 0.1 ? 2 : 1)} pp` : this.#write(size);
    return `${value > 0 ? '+' : value < 0 ? '−' : ''}${text}`;
  }
}

customElements.define('footfall-explain', Explain);
