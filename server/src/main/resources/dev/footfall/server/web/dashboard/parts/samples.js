import { html, nothing } from 'lit';
import { log } from '../query/api.js';
import { view } from '../state/view.js';
import { duration, exactTime, fieldValue } from './format.js';
import { segments } from './segments.js';
import { ViewElement } from './view-element.js';

const KINDS = [['newest', 'Newest'], ['slowest', 'Slowest'], ['failed', 'Failed']];
const SHOWN = 5;
const READ = 100;

/** Some requests behind a figure: the newest, those above its p99, or the failed ones. */
class Samples extends ViewElement {
  static properties = {
    /** The query's body that chooses the requests. */
    body: { attribute: false },
    p99: { type: Number },
    kind: { state: true },
    rows: { state: true },
    problem: { state: true },
  };

  #asked = '';
  #abort = null;
  kind = 'newest';

  willUpdate() {
    const asked = JSON.stringify([this.body, this.kind, this.kind === 'slowest' && this.p99, view.round]);
    if (!this.body || asked === this.#asked) return;
    this.#asked = asked;
    this.#load();
  }

  async #load() {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const { from, to, zone, search, users, without_query_strings, filters = [] } = this.body;
    const extra = { newest: [], slowest: [{ field: 'response_time', op: 'gte', value: this.p99 ?? 0 }], failed: [{ field: 'status', op: 'gte', value: 400 }] }[this.kind];
    const parameters = { from, to, zone, search, users, without_query_strings, filters: JSON.stringify([...filters, ...extra]), limit: this.kind === 'slowest' ? READ : SHOWN };
    for (const name of Object.keys(parameters)) if (parameters[name] === undefined) delete parameters[name];
    this.problem = '';
    try {
      const { data } = await log(parameters, signal);
      this.rows = (this.kind === 'slowest' ? data.sort((a, b) => b.response_time_us - a.response_time_us) : data).slice(0, SHOWN);
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

  #row(row) {
    const who = row.user_id ?? row.ip_address;
    const about = [exactTime(row.created_at, view.zone), who, row.client, row.location && fieldValue('location', row.location), row.error].filter(Boolean).join(' · ');
    return html`<li>
      <span class="path mono" title="${row.method} ${row.path}">${row.method} ${row.path}</span>
      <span class="status" data-class=${Math.floor(row.status / 100)}>${row.status}</span>
      <span class="number">${duration(row.response_time_us / 1000)}</span>
      <span class="by" title=${about}>${about}</span>
    </li>`;
  }
}

customElements.define('footfall-samples', Samples);
