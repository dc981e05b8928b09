import { html, nothing } from 'lit';
import { LOST, losses } from '../query/api.js';
import { Panel, total } from '../query/panel.js';
import { seesAll } from '../state/caller.js';
import { selectMark, view } from '../state/view.js';
import { ago, count, dateTime, percent } from './format.js';
import { later } from './later.js';
import { ViewElement } from './view-element.js';

const unknown = (field) => ({ metrics: ['requests'], compare: undefined, extra: [{ field, op: 'unknown' }] });

/** How far the figures can be trusted: when the last record came, how much of them is unknown, and what was lost. */
class QualityLine extends ViewElement {
  static properties = {
    /** The answer that says how many requests there are and when the last came, and how it is with it. */
    total: { attribute: false },
    state: {},
    open: { state: true },
  };

  #agents = new Panel(this, () => unknown('client'));
  #places = new Panel(this, () => unknown('location'));
  #losses = new Panel(this, () => (seesAll() ? LOST : null), { send: losses });
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
    const data = this.total;
    if (!data) return nothing;
    const loading = [this.#agents, this.#places, this.#losses].some((panel) => panel.stale || panel.state === 'loading');
    return html`<div class="quality" data-panel="quality" data-state=${loading ? 'loading' : this.state}>
      ${data.records > 0 ? this.#records(data) : nothing}
      ${this.#lost()}
      <span>Answered in ${data.elapsed_ms} ms</span>
    </div>
    ${this.open ? html`<footfall-loss-table name="losses" heading="What was lost"></footfall-loss-table>` : nothing}`;
  }

  #records(data) {
    const { now: requests } = total(data, 'requests');
    const { now: last } = total(data, 'last_seen');
    return html`<span>Last record <b title=${dateTime(last, view.zone)} data-figure="quality/total/last_seen" data-value=${last}>${ago(last)}</b></span>
      ${this.#share('client', 'Unknown client', this.#agents.data, requests)}
      ${this.#share('location', 'Unknown location', this.#places.data, requests)}`;
  }

  #share(field, label, data, all) {
    if (!data) return nothing;
    const [[n]] = data.rows;
    return html`<span>${label}
      <button class="link" data-figure="quality/unknown/${field}" data-value=${n} @click=${() => selectMark([{ field, op: 'unknown' }])}>${percent((n / all) * 100)}</button></span>`;
  }

  #lost() {
    const { data, state, error } = this.#losses;
    if (state === 'failed') return html`<span role="alert">What was lost could not be answered: ${error.message} <button class="link" @click=${() => this.#losses.retry()}>Retry</button></span>`;
    if (!data) return nothing;
    const { rejected, dropped } = data;
    return html`${this.#number('rejected', 'Rejected', 'Records that the server found wrong, in this time, whatever the filters', rejected.records)}
      ${this.#number('dropped', 'Dropped by clients', 'Records that clients say they could not send, in this time, whatever the filters', dropped.records)}
      ${rejected.records + dropped.records > 0 || this.open
        ? html`<button class="link" aria-expanded=${Boolean(this.open)} @click=${() => this.#toggle()}>${this.open ? 'Hide why' : 'Why?'}</button>`
        : nothing}`;
  }

  async #toggle() {
    this.open = !this.open && (await later(() => import('./loss-table.js')));
  }

  #number(name, label, about, records) {
    return html`<span title=${about}>${label} <b class=${records > 0 ? 'lost' : ''} data-figure="quality/${name}/records" data-value=${records}>${count(records)}</b></span>`;
  }
}

customElements.define('footfall-quality-line', QualityLine);
