import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { fieldValue } from './format.js';
import { FIELDS, knownValues, operators, OPERATOR_LABELS } from '../state/fields.js';
import { has, joinList, splitList, typed } from '../state/filters.js';
import { query } from '../query/api.js';
import { view } from '../state/view.js';

const GROUPS = [...new Set(FIELDS.map((field) => field.group))];

/** Makes a filter, or changes one: field, operator and value. Fires `done` with it when it is over. */
class ChipEditor extends ViewElement {
  static properties = {
    filter: { attribute: false },
    /** What is made is not one of the view's filters. */
    apart: { type: Boolean },
    field: { state: true },
    op: { state: true },
    suggestions: { state: true },
    problem: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.field = this.filter?.field ?? 'route';
    this.op = this.filter?.op ?? operators(this.field)[0];
    this.#suggest();
  }

  /** The field's most frequent values in what is shown now. */
  async #suggest() {
    const field = this.field;
    this.suggestions = (knownValues(field) ?? []).map(String);
    if (this.suggestions.length > 0 || ['response_time', 'request_bytes', 'response_bytes', 'weight'].includes(field)) return;
    const others = view.get('filters').filter((each) => each.field !== field);
    try {
      const { rows } = await query({ ...view.query({ metrics: ['requests'], dimensions: [field], limit: 50 }), filters: others, compare: undefined });
      if (this.field === field) this.suggestions = rows.map(([value]) => value).filter((value) => value !== null).map(String);
    } catch {
      // Suggestions are a help only: what is typed counts.
    }
  }

  render() {
    const { value } = this.filter ?? {};
    const text = Array.isArray(value) ? joinList(value, ', ') : (value ?? '');
    return html`<form class="form" @submit=${this.#done} aria-label="Filter">
      <label>Field
        <select class="field" name="field" data-first @change=${(event) => this.#pick(event.target.value)}>
          ${GROUPS.map(
            (group) => html`<optgroup label=${group}>
              ${FIELDS.filter((field) => field.group === group).map(
                (field) => html`<option value=${field.name} ?selected=${field.name === this.field}>${field.label}</option>`,
              )}
            </optgroup>`,
          )}
        </select>
      </label>
      <label>Condition
        <select class="field" name="op" .value=${this.op} @change=${(event) => (this.op = event.target.value)}>
          ${operators(this.field).map((op) => html`<option value=${op} ?selected=${op === this.op}>${OPERATOR_LABELS[op]}</option>`)}
        </select>
      </label>
      ${this.op === 'unknown'
        ? nothing
        : html`<label>${this.op === 'in' ? 'Values, with commas between' : this.field === 'response_time' ? 'Milliseconds' : 'Value'}
            <input class="field" name="value" autocomplete="off" list="values" .value=${String(text)} aria-invalid=${Boolean(this.problem)}
              placeholder=${this.op === 'matches' ? '/users/*' : ''}>
            <datalist id="values">${this.suggestions.map((each) => html`<option value=${each}>${fieldValue(this.field, each)}</option>`)}</datalist>
          </label>`}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row"><button class="button main">${this.filter ? 'Change' : 'Add filter'}</button></div>
    </form>`;
  }

  #pick(field) {
    this.field = field;
    if (!operators(field).includes(this.op)) this.op = operators(field)[0];
    this.problem = '';
    this.#suggest();
  }

  #read(text) {
    if (this.op === 'unknown') return { field: this.field, op: this.op };
    const texts = this.op === 'in' ? splitList(text).map((part) => part.trim()) : [text.trim()];
    const values = texts.filter((part) => part !== '').map((part) => typed(this.field, part));
    if (values.length === 0) this.problem = 'A value is needed; “is unknown” finds records without one.';
    else if (values.includes(null)) this.problem = 'This field is a number.';
    else return { field: this.field, op: this.op, value: this.op === 'in' ? values : values[0] };
    return null;
  }

  #done = (event) => {
    event.preventDefault();
    const filter = this.#read(event.target.elements.value?.value ?? '');
    if (!filter) return;
    if (!this.apart) this.#apply(filter);
    this.dispatchEvent(new CustomEvent('done', { detail: filter }));
  };

  #apply(filter) {
    const filters = view.get('filters');
    const changed = this.filter ? filters.map((each) => (each === this.filter ? filter : each)) : [...filters, filter];
    view.change({ filters: !this.filter && has(filters, filter) ? filters : changed });
  }
}

customElements.define('footfall-chip-editor', ChipEditor);
