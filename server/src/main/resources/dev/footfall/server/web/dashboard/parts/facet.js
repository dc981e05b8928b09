import { html, nothing, svg } from 'lit';
import { ViewElement } from './view-element.js';
import { Panel } from '../query/panel.js';
import { fieldLabel } from '../state/fields.js';
import { has, is, isNot } from '../state/filters.js';
import { view } from '../state/view.js';
import { compact, count, fieldValue } from './format.js';
import { icon } from './icon.js';

const FEW = 6;
const MANY = 50;

/** A value is chosen by an `is`, several by an `in`. */
const chooses = (field) => (filter) => filter.field === field && ['is', 'in', 'unknown'].includes(filter.op);
const values = (filters) => filters.flatMap(({ op, value }) => (op === 'in' ? value : op === 'is' ? [value] : [null]));

/** The filters with these values of the field chosen. A missing one stands alone: no list has it. */
function choosing(field, filters, chosen) {
  const rest = filters.filter((filter) => !chooses(field)(filter));
  if (chosen.length === 0) return rest;
  if (chosen.length === 1) return [...rest, is(field, chosen[0])];
  return [...rest, { field, op: 'in', value: chosen }];
}

/** The most frequent values of a field among the requests that the other filters let through: its own do not narrow them. */
class Facet extends ViewElement {
  static properties = { field: {}, open: { type: Boolean }, all: { state: true } };

  #panel = new Panel(this, () => {
    if (!this.open) return null;
    const own = view.get('filters').filter((filter) => chooses(this.field)(filter) || (filter.field === this.field && filter.op === 'is_not'));
    const filters = view.filters().filter((filter) => !has(own, filter));
    return { metrics: ['requests'], dimensions: [this.field], limit: this.all ? MANY : FEW, compare: undefined, filters };
  });

  render() {
    const { state, stale } = this.#panel;
    const label = fieldLabel(this.field);
    return html`<section class="facet ${this.open ? '' : 'closed'}" data-panel=${this.open ? `facet-${this.field}` : nothing} data-state=${this.open ? (stale ? 'loading' : state) : nothing}>
      <h3><button class="facet-head" aria-expanded=${Boolean(this.open)} @click=${() => (this.open = !this.open)}>${icon(this.open ? 'down' : 'right')}${label}</button></h3>
      ${this.open ? this.#body(label) : nothing}
    </section>`;
  }

  #body(label) {
    const { data, state, error } = this.#panel;
    if (state === 'failed') return html`<p class="quiet small" role="alert">${error.message} <button class="link" @click=${() => this.#panel.retry()}>Retry</button></p>`;
    if (!data) return html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>`;
    const chosen = values(view.get('filters').filter(chooses(this.field)));
    const known = new Map(data.rows.map((row) => [row[0], row[1]]));
    const absent = chosen.filter((value) => !known.has(value)).map((value) => [value, null]);
    const rows = [...data.rows, ...absent];
    const most = Math.max(1, ...data.rows.map((row) => row[1]));
    return html`<div class="ranking">
        ${rows.length === 0 ? html`<p class="quiet small">None.</p>` : rows.map(([value, n]) => this.#row(value, n, most, chosen, label))}
      </div>
      ${data.truncated || this.all ? html`<button class="link small" @click=${() => (this.all = !this.all)}>${this.all ? 'Fewer' : 'More'}<span class="out-of-sight"> of ${label}</span></button>` : nothing}`;
  }

  #row(value, n, most, chosen, label) {
    const text = fieldValue(this.field, value);
    const out = isNot(this.field, value);
    const isOut = has(view.get('filters'), out);
    return html`<div class="row">
      <button class="mark" aria-pressed=${chosen.includes(value)} title="${text}${n === null ? '' : `: ${count(n)} requests`}" @click=${(event) => (event.shiftKey ? this.#exclude(value) : this.#toggle(value, chosen))}>
        <svg class="bar" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width="${((n ?? 0) / most) * 100}%" height="100%"></rect>`}</svg>
        <span class="label ${value === null ? 'unknown' : ''} ${isOut ? 'left-out' : ''}">${text}</span>
        <span class="figure" data-figure="facet-${this.field}/${value ?? 'unknown'}/requests" data-value=${n ?? ''}>${compact(n)}</span>
      </button>
      <button class="icon-button not" aria-pressed=${isOut} title="${isOut ? 'No longer leave out' : 'Leave out'} requests where ${label.toLowerCase()} is ${text}" aria-label="Leave out ${label} ${text}" @click=${() => this.#exclude(value)}>${icon('without')}</button>
    </div>`;
  }

  #toggle(value, chosen) {
    const alone = value === null || chosen.includes(null);
    const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : alone ? [value] : [...chosen, value];
    const kept = view.get('filters').filter((filter) => !has([isNot(this.field, value)], filter));
    view.change({ filters: choosing(this.field, kept, next), selection: null });
  }

  #exclude(value) {
    const filters = view.get('filters');
    const out = isNot(this.field, value);
    if (has(filters, out)) {
      view.change({ filters: filters.filter((filter) => !has([out], filter)), selection: null });
      return;
    }
    const left = values(filters.filter(chooses(this.field))).filter((each) => each !== value);
    view.change({ filters: [...choosing(this.field, filters, left), out], selection: null });
  }
}

customElements.define('footfall-facet', Facet);
