import { html, nothing } from 'lit';
import { overTime } from '../charts/over-time.js';
import { percentiles, PERCENTILES } from '../charts/percentiles.js';
import { empty } from '../parts/empty.js';
import { ago, dateTime } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { rangeLine } from '../parts/range-line.js';
import { tiles } from '../parts/tiles.js';
import { ViewElement } from '../parts/view-element.js';
import { Panel } from '../query/panel.js';
import { view } from '../state/view.js';
import '../charts/chart.js';
import '../charts/hours.js';
import '../parts/group-table.js';
import '../parts/ranking.js';
import '../parts/timeline.js';

const TILES = ['requests', 'routes', 'success_rate', 'error_rate', 'p50', 'p95', 'p99'];
const TILE_NAMES = { routes: 'Routes used', p50: 'Median (p50)' };
const FAILED = { extra: [{ field: 'status', op: 'gte', value: 400 }], compare: undefined };
const ERROR_FIELDS = ['route', 'status', 'error'];
const ERROR_METRICS = ['requests', 'first_ever', 'last_seen'];
const ROUTE_METRICS = ['requests', 'error_rate', 'p95', 'first_ever', 'last_seen'];
const BARS = ['requests'];

const activity = () => ({ metrics: ['requests'], dimensions: ['time', 'status_class'], compare: undefined });
const drawActivity = overTime('requests', 'status_class');
const times = () => ({ metrics: PERCENTILES, dimensions: ['time'], compare: undefined });
const toRoute = (route) => view.url({ page: 'route', filters: [...view.about(), ...view.get('filters')], params: { route }, selection: null });

/** One user: what they did, how it went, from where, and when. */
class UserPage extends ViewElement {
  #tiles = new Panel(this, () => this.#user() && { metrics: TILES }, { drawnIn: '.tiles' });
  #lines = new Panel(this, () => this.#user() && { metrics: TILES, dimensions: ['time'] }, { later: true });
  /** Of all time. */
  #seen = new Panel(this, () => this.#user() && { metrics: ['first_seen', 'last_seen'], from: undefined, to: undefined, compare: undefined });
  /** The id that events name them by: one that is known by an address has none. */
  #ids = new Panel(this, () => this.#user() && { metrics: ['requests'], dimensions: ['user_id'], from: undefined, to: undefined, limit: 1, compare: undefined, filters: view.about(), search: undefined });

  #user() {
    return view.param('user');
  }

  updated() {
    const user = this.#user();
    if (user) document.title = `${user} · Footfall`;
  }

  render() {
    const user = this.#user();
    if (!user) {
      return html`<div class="page"><div class="page-head"><h1>Which user?</h1></div><p>Choose one <a href=${view.url({ page: 'users' })}>among all users</a>.</p></div>`;
    }
    return html`<div class="page">
      <div class="page-head route-head">
        <nav aria-label="Breadcrumb"><a href=${view.url({ page: 'users' })}>Users</a></nav>
        <h1>${user}</h1>
        <p>${rangeLine(this.#tiles.data)}</p>
        <a class="button" href=${view.url({ page: 'explorer', filters: [...view.about(), ...view.get('filters')], selection: null })}>${icon('explorer')}All requests</a>
        <p class="seen" data-panel="seen" data-state=${this.#seen.stale ? 'loading' : this.#seen.state}>${this.#seenText()}</p>
      </div>
      ${tiles(this.#tiles, TILES, TILE_NAMES, { lines: this.#lines })}
      ${this.#tiles.state === 'empty' ? html`<section class="panel"><div class="panel-body">${empty()}</div></section>` : this.#panels(user)}
    </div>`;
  }

  #seenText() {
    const [row] = this.#seen.data?.rows ?? [];
    if (!row?.[0]) return nothing;
    const time = (name, at) => html`<b title=${dateTime(row[at], view.zone)} data-figure="seen/total/${name}" data-value=${row[at]}>${ago(row[at])}</b>`;
    return html`First seen ${time('first_seen', 0)}, last seen ${time('last_seen', 1)}.`;
  }

  #panels(user) {
    const { data, state } = this.#ids;
    const id = data?.rows[0]?.[0] ?? null;
    return html`<div class="grid">
      <footfall-chart class="half" name="activity" heading="Requests over time" size="tall" group="time" .ask=${activity} .draw=${drawActivity}></footfall-chart>
      <footfall-chart class="half" name="percentiles" heading="Response time over time" size="tall" group="time" .ask=${times} .draw=${percentiles}></footfall-chart>
      ${state === 'loading' ? nothing : html`<footfall-timeline class="full" .user=${id === null || !user.startsWith(id) ? null : id}></footfall-timeline>`}
      <footfall-group-table class="full" name="routes" heading="Routes used" field="route" param="sort" usual="requests" limit="12" .metrics=${ROUTE_METRICS} .bars=${BARS} .changes=${BARS} .link=${toRoute}></footfall-group-table>
      <footfall-group-table class="full" name="errors" heading="Errors" .fields=${ERROR_FIELDS} param="errors" usual="requests" limit="8" .metrics=${ERROR_METRICS} .bars=${BARS} .more=${FAILED}></footfall-group-table>
      <footfall-ranking name="clients" heading="Clients" field="client"></footfall-ranking>
      <footfall-ranking name="locations" heading="Locations" field="location"></footfall-ranking>
      <footfall-ranking name="addresses" heading="Addresses" field="ip_address"></footfall-ranking>
      <footfall-ranking class="half" name="sessions" heading="Sessions" field="session_id"></footfall-ranking>
      <footfall-hours class="half" name="hours" heading="Hours of the day"></footfall-hours>
    </div>`;
  }
}

customElements.define('footfall-user-page', UserPage);
