import { html, nothing } from 'lit';
import { column, Panel } from '../query/panel.js';
import { Timeline } from '../query/timeline.js';
import { is, has, toggle } from '../state/filters.js';
import { view } from '../state/view.js';
import { failed } from './failed.js';
import { count, duration, exactTime } from './format.js';
import { choiceSegments } from './segments.js';
import { ViewElement } from './view-element.js';

const KINDS = [['all', 'All'], ['requests', 'Requests'], ['events', 'Events']];

/** Requests, events and sessions of one user in one order, newest first. */
class TimelineElement extends ViewElement {
  static properties = {
    /** The user's id; null where they are known by an address alone. */
    user: {},
  };

  #timeline = new Timeline(this, () => this.user || null);
  #sessions = new Panel(this, () => {
    const ids = [...new Set(this.#timeline.entries.map(({ row }) => row.session_id).filter(Boolean))];
    return ids.length > 0 ? { metrics: ['requests', 'first_seen', 'last_seen'], dimensions: ['session_id'], limit: ids.length, compare: undefined, extra: [{ field: 'session_id', op: 'in', value: ids }] } : null;
  });

  render() {
    const { state, busy, entries, next } = this.#timeline;
    const after = view.param('after');
    return html`<section class="panel timeline" data-panel="timeline" data-state=${busy ? 'loading' : state} aria-labelledby="timeline-title" aria-busy=${state === 'loading'}>
      <div class="panel-head"><h2 id="timeline-title">Timeline</h2><div class="controls">${choiceSegments('What is shown', 'kinds', KINDS)}</div></div>
      <div class="panel-body">
        ${state === 'failed' ? failed(this.#timeline) : state === 'loading' ? html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>` : this.#list(entries)}
        ${after || next
          ? html`<nav class="turning" aria-label="Timeline">
              <button class="button small" ?disabled=${!after} @click=${() => view.change({ params: { after: null } })}>Newest</button>
              <button class="button small" ?disabled=${!next} @click=${() => view.change({ params: { after: next } })}>Older</button>
            </nav>`
          : nothing}
      </div>
      ${this.#note() ? html`<p class="panel-note">${this.#note()}</p>` : nothing}
    </section>`;
  }

  #note() {
    const { withoutEvents } = this.#timeline;
    const filtered = view.filters().length > view.about().length || view.get('search');
    return withoutEvents || (filtered && view.choice('kinds', KINDS) !== 'requests' ? 'Filters speak of requests: events are shown whatever these say.' : '');
  }

  #list(entries) {
    if (entries.length === 0) return html`<div class="message"><p>There is nothing in this time.</p></div>`;
    let session;
    return html`<ol class="entries">${entries.map((entry) => {
      const begins = entry.row.session_id && entry.row.session_id !== session;
      session = entry.row.session_id;
      return html`${begins ? this.#session(session) : nothing}${entry.kind === 'request' ? this.#request(entry.row) : this.#event(entry.row)}`;
    })}</ol>`;
  }

  #session(id) {
    const { data } = this.#sessions;
    const row = data && column(data, 'session_id') === 0 ? data.rows.find(([each]) => each === id) : null;
    const filter = is('session_id', id);
    return html`<li class="session" data-session=${id}>
      <span class="quiet">Session</span>
      <button class="link plain mono" aria-pressed=${has(view.get('filters'), filter)} title="Show this session alone" @click=${() => view.change({ filters: toggle(view.get('filters'), filter), params: { after: null } })}>${id}</button>
      ${row ? html`<span class="quiet"><span data-figure="timeline/${id}/requests" data-value=${row[1]}>${count(row[1])}</span> requests, ${exactTime(row[2], view.zone)} to ${exactTime(row[3], view.zone)}</span>` : nothing}
    </li>`;
  }

  #request(row) {
    const filters = [...view.about(), ...view.get('filters')];
    return html`<li class="entry" data-request=${row.id}>
      <a href=${view.url({ page: 'explorer', filters, params: { request: String(row.id) }, selection: null })}>${exactTime(row.created_at, view.zone)}</a>
      <span class="status" data-class=${Math.floor(row.status / 100)} data-figure="timeline/request-${row.id}/status" data-value=${row.status}>${row.status}</span>
      <span class="what mono" title="${row.method} ${row.path}">${row.method} ${row.path}</span>
      <span class="number" data-figure="timeline/request-${row.id}/response_time" data-value=${row.response_time_us / 1000}>${duration(row.response_time_us / 1000)}</span>
      <span class="quiet rest">${[row.service, row.client, row.error].filter(Boolean).join(' · ')}</span>
    </li>`;
  }

  #event(row) {
    const value = row.value === null ? null : `${row.value}${row.currency ? ` ${row.currency}` : ''}`;
    const about = [row.service, row.source, row.object, value, row.outcome].filter(Boolean).join(' · ');
    return html`<li class="entry event" data-event=${row.id}>
      <span>${exactTime(row.created_at, view.zone)}</span>
      <span class="badge">event</span>
      <span class="what" title=${row.name}><b>${row.name}</b></span>
      <span class="number">${row.duration_us === null ? '' : duration(row.duration_us / 1000)}</span>
      <span class="quiet rest">${about}</span>
    </li>`;
  }
}

customElements.define('footfall-timeline', TimelineElement);
