import { html, svg } from 'lit';
import { metricLabel } from '../state/fields.js';
import { has, is } from '../state/filters.js';
import { selectMark, showMark, view } from '../state/view.js';
import { arrows } from './arrows.js';
import { compact, fieldValue, percent } from './format.js';
import { icon } from './icon.js';
import { PanelElement } from './panel-element.js';

const PARTS = [['success_rate', 'success'], ['client_error_rate', 'client'], ['server_error_rate', 'server']];
const METRICS = ['requests', 'error_rate', ...PARTS.map(([name]) => name)];

/** What became of the requests of each group of a field: success, client and server errors as parts of a whole. */
class Outcomes extends PanelElement {
  static properties = { field: {}, order: {}, limit: { type: Number } };

  question() {
    return { metrics: METRICS, dimensions: [this.field], order: [{ by: this.order }], limit: this.limit || 10, compare: undefined };
  }

  figure() {
    const { data } = this.panel;
    return html`<div class="outcomes" @keydown=${arrows('.mark')}>
      <p class="outcome-head small quiet" aria-hidden="true"><span></span><span>${PARTS.map(([name, part]) => html`<span class="outcome-key ${part}">${metricLabel(name).replace(' rate', '')}</span>`)}</span><span class="number">Errors</span><span class="number">Requests</span></p>
      ${data.rows.map((row) => this.#row(row))}
    </div>`;
  }

  #row([value, requests, errors, ...rates]) {
    const text = fieldValue(this.field, value);
    const filter = is(this.field, value);
    const told = PARTS.map(([name], i) => `${metricLabel(name).toLowerCase()} ${percent(rates[i])}`).join(', ');
    let x = 0;
    const bars = PARTS.map(([, part], i) => {
      const bar = svg`<rect class=${part} x="${x}%" width="${rates[i] ?? 0}%" height="100%"></rect>`;
      x += rates[i] ?? 0;
      return bar;
    });
    return html`<div class="row">
      <button class="mark" aria-pressed=${has(view.get('filters'), filter)} title="${text}: ${told}" @click=${() => selectMark([filter])}>
        <span class="label ${value === null ? 'unknown' : ''}">${text}</span>
        <svg class="outcome-bar" role="img" aria-label=${told}>${bars}</svg>
        <span class="number" data-figure="${this.name}/${value ?? 'unknown'}/error_rate" data-value=${errors ?? ''}>${percent(errors)}</span>
        <span class="number quiet" data-figure="${this.name}/${value ?? 'unknown'}/requests" data-value=${requests}>${compact(requests)}</span>
      </button>
      <button class="icon-button details" title="Details" aria-label="Details of ${text}" @click=${() => showMark({ filters: [filter] })}>${icon('right')}</button>
    </div>`;
  }
}

customElements.define('footfall-outcomes', Outcomes);
