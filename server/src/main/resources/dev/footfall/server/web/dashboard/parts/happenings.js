import { html, nothing } from 'lit';
import { call } from '../query/api.js';
import { isAdmin, seesAll } from '../state/caller.js';
import { view } from '../state/view.js';
import { duration, exactTime } from './format.js';
import { ViewElement } from './view-element.js';

const SHOWN = 5;

/** The newest events in a time and the newest changes to the project, of which only whoever may read them is told. */
class Happenings extends ViewElement {
  static properties = {
    /** The query's body that says the time. */
    body: { attribute: false },
    events: { state: true },
    changes: { state: true },
    problem: { state: true },
    loading: { state: true },
  };

  #asked = '';
  #abort = null;

  willUpdate() {
    if (!this.body) return;
    const { from, to, zone } = this.body;
    const asked = JSON.stringify([from, to, zone, view.round, seesAll(), isAdmin()]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#load({ ...(from && { from }), ...(to && { to }), zone, limit: SHOWN });
  }

  async #load(time) {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const read = (log, may) => (may ? call(`/api/v1/logs/${log}?${new URLSearchParams(time)}`, { signal }) : null);
    this.loading = true;
    this.problem = '';
    try {
      const [events, changes] = await Promise.all([read('events', seesAll()), read('audit', isAdmin())]);
      [this.events, this.changes] = [events, changes];
    } catch (failure) {
      if (signal.aborted) return;
      this.problem = failure.message;
    }
    this.loading = false;
  }

  render() {
    if (!seesAll()) return nothing;
    return html`<div data-panel="happenings" data-state=${this.loading ? 'loading' : this.problem ? 'failed' : 'ready'}>
      ${this.problem ? html`<section aria-label="Events"><h3>Events</h3><p class="problem">${this.problem}</p></section>` : nothing}
      ${this.#list('All events in this time', this.events, (event) => this.#event(event))}
      ${this.#list('Changes to the project in this time', this.changes, (change) => this.#change(change))}
    </div>`;
  }

  #list(heading, answer, item) {
    if (!answer) return nothing;
    return html`<section aria-label=${heading}>
      <h3>${heading}</h3>
      ${answer.data.length === 0 ? html`<p class="quiet small">None.</p>` : html`<ul class="samples">${answer.data.map(item)}</ul>`}
      ${answer.has_more ? html`<p class="quiet small">There are more: these are the ${SHOWN} that came last.</p>` : nothing}
    </section>`;
  }

  #event({ created_at, name, source, outcome, object, user_id, duration_us, value, currency }) {
    const took = duration_us === null ? null : duration(duration_us / 1000);
    const worth = value === null ? null : [value, currency].filter(Boolean).join(' ');
    return this.#item(name, took, [exactTime(created_at, view.zone), source, outcome, object, user_id, worth]);
  }

  #change({ at, action, object, actor }) {
    return this.#item(action, null, [exactTime(at, view.zone), object, actor]);
  }

  #item(name, figure, about) {
    const text = about.filter(Boolean).join(' · ');
    return html`<li>
      <span class="path" title=${name}>${name}</span>
      <span class="number">${figure ?? nothing}</span>
      <span class="by" title=${text}>${text}</span>
    </li>`;
  }
}

customElements.define('footfall-happenings', Happenings);
