import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { icon } from './icon.js';
import { exactDuration, preciseTime } from './format.js';
import { placing } from './placing.js';
import { call } from '../query/api.js';
import { Panel } from '../query/panel.js';
import { curlGet } from '../query/selection.js';
import { COLUMNS, columnText } from '../state/columns.js';
import { has, is, toggle } from '../state/filters.js';
import { view } from '../state/view.js';

const GROUPS = ['Request', 'Caller', 'Application', 'Record'];
const AROUND = 5 * 60_000;
const overPage = matchMedia('(max-width: 1380px)');
const path = (id) => `/api/v1/logs/requests/${id}`;

/** Whom the view takes for its user. */
function userOf({ user_id, ip_address }) {
  const users = view.get('users');
  if (users === 'address') return ip_address;
  return users === 'id_and_address' ? [user_id, ip_address].filter(Boolean).join(' ') : (user_id ?? ip_address);
}

/** One request in full: its fields, how slow it was among its route's, and the way to those around it. */
class RequestDetail extends ViewElement {
  static properties = {
    list: { attribute: false },
    /** Its id. */
    request: {},
    row: { state: true },
    problem: { state: true },
    said: { state: true },
    around: { state: true },
  };

  #abort = null;
  /** The route's requests in the period, whatever else is filtered by, and of them those that were faster. */
  #route = new Panel(this, () => this.row && this.#ofRoute(['requests', 'min', 'p50', 'p95', 'p99', 'max'], []));
  #faster = new Panel(this, () => this.row && this.#ofRoute(['requests'], [{ field: 'response_time', op: 'lt', value: this.row.response_time_us / 1000 }]));

  #ofRoute(metrics, more) {
    return { metrics, compare: undefined, search: undefined, filters: [is('route', this.row.operation), ...more] };
  }

  willUpdate(changed) {
    if (changed.has('request')) this.#load();
  }

  /** Where it lies over the page, whoever has the keyboard is taken along. */
  firstUpdated() {
    if (overPage.matches) this.querySelector('.icon-button').focus();
  }

  async #load() {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const id = this.request;
    this.problem = '';
    this.said = '';
    this.around = null;
    const known = this.list.rows.find((row) => String(row.id) === id);
    if (known) this.row = known;
    try {
      if (!known) this.row = await call(path(id), { signal });
      const around = await Promise.all([-1, 1].map((step) => this.list.neighbour(this.row.id, step)));
      if (!signal.aborted) this.around = around;
    } catch (failure) {
      if (signal.aborted) return;
      if (!known) this.row = null;
      this.problem = known ? '' : failure.message;
    }
  }

  render() {
    const { row } = this;
    return html`<section class="request-detail" aria-label="One request" data-panel="request" data-state=${row || this.problem ? 'ready' : 'loading'}>
      <div class="request-head">
        <div class="row">
          <h2>${row ? html`<span class="method">${row.method}</span> ${row.path}` : 'Request'}</h2>
          <button class="icon-button" aria-label="Close the request" title="Close (Esc)" @click=${() => this.dispatchEvent(new Event('close'))}>${icon('close')}</button>
        </div>
        ${row ? this.#line(row) : nothing}
        <div class="row steps">
          ${this.#step(0, 'Previous', 'left')}${this.#step(1, 'Next', 'right')}
          <button class="button small" @click=${() => this.#copy(location.href, 'The link')}>Copy link</button>
          <button class="button small" @click=${() => this.#copy(curlGet(path(this.request)), 'The curl call')}>Copy curl</button>
        </div>
        <p class="out-of-sight" role="status">${this.said ?? ''}</p>
      </div>
      ${this.problem ? html`<div class="message" role="alert"><p>${this.problem}</p></div>` : nothing}
      ${row ? html`${placing(row, this.#route, this.#faster)}${this.#others(row)}${GROUPS.map((group) => this.#group(group, row))}` : nothing}
    </section>`;
  }

  #line(row) {
    return html`<p><span class="status" data-class=${Math.floor(row.status / 100)}>${row.status}</span> ·
      <b data-figure="request/${row.id}/response_time_us" data-value=${row.response_time_us}>${exactDuration(row.response_time_us / 1000)}</b> ·
      <span title=${row.created_at}>${preciseTime(row.created_at, view.zone)}</span></p>`;
  }

  #step(at, label, drawing) {
    const to = this.around?.[at];
    return html`<button class="button small" ?disabled=${!to} title="${label} in the list" @click=${() => this.#go(to)}>${at === 0 ? icon(drawing) : nothing}${label}${at === 1 ? icon(drawing) : nothing}</button>`;
  }

  /** Beyond the page that is listed, the list turns its page. */
  #go(to) {
    const { rows } = this.list;
    const here = rows.some((row) => row.id === to.id);
    const turn = here ? {} : rows[0]?.id === this.row.id ? { after: null, before: String(this.row.id) } : rows.at(-1)?.id === this.row.id ? { before: null, after: String(this.row.id) } : {};
    view.change({ params: { ...turn, request: String(to.id) } }, { replace: true });
  }

  #others(row) {
    const links = [
      ['route', row.operation, 'this route'],
      ['user', row.user_id ?? row.ip_address, 'this user'],
      ['session_id', row.session_id, 'this session'],
      ['trace_id', row.trace_id, 'this trace'],
    ].filter(([, value]) => value !== null);
    const time = Date.parse(row.created_at);
    const around = { period: 'custom', from: new Date(time - AROUND).toISOString(), to: new Date(time + AROUND).toISOString() };
    const to = (changes, columns = view.param('columns')) => view.url({ search: '', filters: [], selection: null, ...changes, params: { columns } });
    const user = userOf(row);
    return html`<section aria-label="Others">
      ${user ? html`<p><a href=${view.url({ page: 'user', search: '', filters: [], params: { user }, selection: null })}>Open user</a></p>` : nothing}
      <h3>All requests of</h3>
      <p class="request-links">
        ${links.map(([field, value, label]) => html`<a href=${to({ filters: [is(field, value)] })}>${label}</a>`)}
        <a href=${to(around)}>these ten minutes</a>
      </p>
    </section>`;
  }

  #group(group, row) {
    const columns = COLUMNS.filter((column) => column.group === group);
    const known = columns.filter(({ name }) => row[name] !== null && row[name] !== undefined);
    const missing = columns.filter((column) => !known.includes(column));
    return html`<section aria-label=${group}>
      <h3>${group}</h3>
      <dl class="fields">${known.map((column) => this.#field(column, row))}
      ${group === 'Record' && row.cut ? html`<div><dt>Cut texts</dt><dd>${row.cut.join(', ')}</dd></div>` : nothing}</dl>
      ${missing.length > 0 ? html`<p class="quiet small">Not known: ${missing.map(({ label }) => label.toLowerCase()).join(', ')}</p>` : nothing}
    </section>`;
  }

  #field(column, row) {
    const value = row[column.name];
    const filter = column.field && is(column.field, value);
    const on = filter && has(view.get('filters'), filter);
    const text = column.kind === 'duration' ? exactDuration(value / 1000) : columnText(column, value, view.zone);
    return html`<div>
      <dt>${column.label}</dt>
      <dd><span class="kind-${column.kind}" data-figure="request/${row.id}/${column.name}" data-value=${value} title=${column.kind === 'time' ? value : nothing}>${text}</span>
      ${filter
        ? html`<button class="icon-button" aria-pressed=${on} title="Filter by it" aria-label="Filter by ${column.label} ${text}" @click=${() => view.change({ filters: toggle(view.get('filters'), filter), selection: null })}>${icon('filter')}</button>`
        : nothing}</dd>
    </div>`;
  }

  async #copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      this.said = `${what} is copied.`;
    } catch {
      this.said = 'The browser does not allow copying here.';
    }
  }
}

customElements.define('footfall-request', RequestDetail);
