import { html, nothing } from 'lit';
import { log } from '../query/api.js';
import { parameters } from '../query/selection.js';
import { findPage } from '../pages/index.js';
import { view } from '../state/view.js';
import { failed } from './failed.js';
import { duration, exactTime, fieldValue } from './format.js';
import { ViewElement } from './view-element.js';

const SHOWN = 10;

/** Some requests of the view, in a table: those that match `extra` too, the first in an order. */
class RequestList extends ViewElement {
  static properties = {
    name: {},
    heading: {},
    /** What is said of them below. */
    about: {},
    /** Filters beside the view's. */
    extra: { attribute: false },
    /** What they are ordered by, descending. */
    order: {},
    rows: { state: true },
    error: { state: true },
    loading: { state: true },
  };

  #asked = '';
  #abort = null;

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#abort?.abort();
    this.#asked = '';
  }

  willUpdate() {
    if (!this.isConnected) return;
    const all = parameters(view.query({ extra: this.extra ?? [] }));
    const { from, to, ...lasting } = all;
    const asked = JSON.stringify([lasting, this.order, view.get('period'), view.get('from'), view.get('to'), view.round]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#load({ ...all, order_by: `${this.order} descending`, limit: SHOWN });
  }

  async #load(wanted) {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.loading = true;
    this.error = null;
    try {
      const { data } = await log(wanted, signal);
      if (signal.aborted) return;
      this.rows = data;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
    }
    this.loading = false;
  }

  retry() {
    this.#asked = '';
    this.requestUpdate();
  }

  render() {
    const waiting = this.loading && !this.rows;
    const state = this.error ? 'failed' : this.loading ? 'loading' : this.rows.length === 0 ? 'empty' : 'ready';
    return html`<section class="panel" data-panel=${this.name} data-state=${state} aria-labelledby="${this.name}-title" aria-busy=${waiting}>
      <div class="panel-head"><h2 id="${this.name}-title">${this.heading}</h2></div>
      <div class="panel-body">${this.error ? failed(this) : waiting ? html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>` : this.#table()}</div>
      ${this.about && !waiting ? html`<p class="panel-note">${this.about}</p>` : nothing}
    </section>`;
  }

  #table() {
    if (this.rows.length === 0) return html`<div class="message"><p>There is none in this time.</p></div>`;
    return html`<div class="table" tabindex="0" role="region" aria-label="${this.heading}: list"><table>
      <caption class="out-of-sight">${this.heading}</caption>
      <thead><tr><th scope="col">Time</th><th scope="col" class="number">Status</th><th scope="col" class="number">Took</th><th scope="col">Path</th><th scope="col">User</th><th scope="col">Client</th><th scope="col">Version</th>${this.#any('error') ? html`<th scope="col">Error</th>` : nothing}</tr></thead>
      <tbody>${this.rows.map((row) => html`<tr>
        <th scope="row">${this.#time(row)}</th>
        <td class="number"><span class="status" data-class=${Math.floor(row.status / 100)} data-figure="${this.name}/${row.id}/status" data-value=${row.status}>${row.status}</span></td>
        <td class="number" data-figure="${this.name}/${row.id}/response_time" data-value=${row.response_time_us / 1000}>${duration(row.response_time_us / 1000)}</td>
        <td class="text mono" title=${row.path}>${row.path}</td>
        <td class="text" title=${row.location ? fieldValue('location', row.location) : ''}>${row.user_id ?? row.ip_address ?? '–'}</td>
        <td class="text">${row.client ?? '–'}</td>
        <td class="text">${row.version ?? '–'}</td>
        ${this.#any('error') ? html`<td class="text" title=${row.error ?? ''}>${row.error ?? '–'}</td>` : nothing}
      </tr>`)}</tbody>
    </table></div>`;
  }

  /** The Explorer shows one request whole. */
  #time(row) {
    const text = exactTime(row.created_at, view.zone);
    if (!findPage('explorer')) return text;
    const filters = [...view.about(), ...view.get('filters')];
    return html`<a href=${view.url({ page: 'explorer', filters, params: { request: String(row.id) }, selection: null })}>${text}</a>`;
  }

  #any(name) {
    return this.rows.some((row) => row[name]);
  }
}

customElements.define('footfall-request-list', RequestList);
