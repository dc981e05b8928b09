import { html, nothing } from 'lit';
import { log } from '../query/api.js';
import { parameters } from '../query/selection.js';
import { view } from '../state/view.js';
import { duration, exactTime, fieldValue } from './format.js';
import { segments } from './segments.js';
import { ViewElement } from './view-element.js';

const KINDS = [['newest', 'Newest'], ['slowest', 'Slowest'], ['failed', 'Failed']];
const SHOWN = 5;

/** Some requests behind a figure: the newest, the slowest, or the newest that failed. */
class Samples extends ViewElement {
  static properties = {
    /** The query's body that chooses the requests. */
    body: { attribute: false },
    kind: { state: true },
    rows: { state: true },
    problem: { state: true },
  };

  #asked = '';
  #abort = null;
  kind = 'newest';

  willUpdate() {
    const asked = JSON.stringify([this.body, this.kind, view.round]);
    if (!this.body || asked === this.#asked) return;
    this.#asked = asked;
    this.#load();
  }

  async #load() {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const failed = this.kind === 'failed' ? [{ field: 'status', op: 'gte', value: 400 }] : [];
    const order_by = `${this.kind === 'slowest' ? 'response_time' : 'created_at'} descending`;
    const body = { ...this.body, filters: [...(this.body.filters ?? []), ...failed] };
    this.problem = '';
    try {
      const { data } = await log({ ...parameters(body), order_by, limit: SHOWN }, signal);
      this.rows = data;
    } catch (failure) {
      if (!signal.aborted) this.problem = failure.message;
    }
  }

  render() {
    return html`<section aria-label="Samples">
      <h3>Samples ${segments('Which', KINDS, this.kind, (kind) => (this.kind = kind))}</h3>
      ${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}
      ${this.rows?.length === 0 ? html`<p class="quiet small">None.</p>` : nothing}
      <ul class="samples">${(this.rows ?? []).map((row) => this.#row(row))}</ul>
    </section>`;
  }

  #inFull({ id }) {
    return view.url({ page: 'explorer', selection: null, params: { request: String(id) } });
  }

  #row(row) {
    const who = row.user_id ?? row.ip_address;
    const about = [exactTime(row.created_at, view.zone), who, row.client, row.location && fieldValue('location', row.location), row.error].filter(Boolean).join(' · ');
    return html`<li>
      <a class="path mono" title="${row.method} ${row.path}" href=${this.#inFull(row)}>${row.method} ${row.path}</a>
      <span class="status" data-class=${Math.floor(row.status / 100)}>${row.status}</span>
      <span class="number">${duration(row.response_time_us / 1000)}</span>
      <span class="by" title=${about}>${about}</span>
    </li>`;
  }
}

customElements.define('footfall-samples', Samples);
