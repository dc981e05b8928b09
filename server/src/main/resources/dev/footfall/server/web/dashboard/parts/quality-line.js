import { html, nothing } from 'lit';
import { column, Panel } from '../query/panel.js';
import { selectMark, view } from '../state/view.js';
import { ago, dateTime, percent } from './format.js';
import { ViewElement } from './view-element.js';

const requests = (extra) => ({ metrics: ['requests'], compare: undefined, extra });

/** How far the figures can be trusted: when the last record came, and how much of them is unknown. */
class QualityLine extends ViewElement {
  #all = new Panel(this, () => ({ metrics: ['requests', 'last_seen'], compare: undefined }));
  #agents = new Panel(this, () => requests([{ field: 'client', op: 'unknown' }]));
  #places = new Panel(this, () => requests([{ field: 'location', op: 'unknown' }]));
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), 10_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  render() {
    const { data } = this.#all;
    if (!data || data.records === 0) return nothing;
    const [row] = data.rows;
    const last = row[column(data, 'last_seen')];
    return html`<p class="quality" data-panel="quality" data-state=${this.#all.state}>
      <span>Last record <b title=${dateTime(last, view.zone)} data-figure="quality/total/last_seen" data-value=${last}>${ago(last)}</b></span>
      ${this.#share('client', 'Unknown client', this.#agents.data, row[0])}
      ${this.#share('location', 'Unknown location', this.#places.data, row[0])}
      <span>Answered in ${data.elapsed_ms} ms</span>
    </p>`;
  }

  #share(field, label, data, all) {
    if (!data) return nothing;
    const [[n]] = data.rows;
    return html`<span>${label}
      <button class="link" data-figure="quality/unknown/${field}" data-value=${n} @click=${() => selectMark([{ field, op: 'unknown' }])}>${percent((n / all) * 100)}</button></span>`;
  }
}

customElements.define('footfall-quality-line', QualityLine);
