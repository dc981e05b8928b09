import { html, nothing } from 'lit';
import { overTime } from '../charts/over-time.js';
import { empty } from '../parts/empty.js';
import { heat } from '../parts/heat.js';
import { pager, passedOver } from '../parts/pager.js';
import { rangeLine } from '../parts/range-line.js';
import { segments } from '../parts/segments.js';
import { tiles } from '../parts/tiles.js';
import { ViewElement } from '../parts/view-element.js';
import { Panel } from '../query/panel.js';
import { Trends } from '../query/trends.js';
import { is, without } from '../state/filters.js';
import { view } from '../state/view.js';
import { findPage } from './index.js';
import '../charts/chart.js';
import '../parts/group-table.js';
import '../parts/ranking.js';
import '../parts/visitor-tiles.js';

const TILES = ['users', 'requests', 'error_rate'];
const BY = [['id_or_address', 'Id, else address'], ['id_and_address', 'Id and address'], ['address', 'Address']];
const SHOWS = [['all', 'All'], ['new', 'New'], ['returning', 'Returning'], ['gone', 'Gone']];
const METRICS = ['requests', 'error_rate', 'routes', 'p95', 'first_ever', 'last_seen'];
const BARS = ['requests'];
const ROWS = 25;
const BUCKETS = 62;

const NONE = {
  all: 'Nobody is found.',
  new: 'Nobody is new: all had called before.',
  returning: 'Nobody had called before.',
  gone: 'All who called in the period before have called in this one.',
};

const usersOverTime = () => ({ metrics: ['users'], dimensions: ['time'] });
const drawUsers = overTime('users');

/** Who calls: how many, who is new or gone, and each one's requests. */
class UsersPage extends ViewElement {
  static properties = { answer: { state: true } };

  #tiles = new Panel(this, () => ({ metrics: TILES }), { drawnIn: '.tiles' });
  #lines = new Panel(this, () => ({ metrics: TILES, dimensions: ['time'] }), { later: true });
  #trends = new Trends(this, {
    fields: () => ['user'],
    answer: () => (view.choice('show', SHOWS) === 'gone' ? null : this.answer),
    buckets: BUCKETS,
  });

  #trend = (user) => this.#trends.of(user);

  #found() {
    const text = view.param('find');
    return text ? [{ field: 'user', op: 'contains', value: text }] : [];
  }

  #more() {
    const show = view.choice('show', SHOWS);
    const all = show === 'all' ? {} : { groups: show };
    const compare = show === 'gone' && !view.compares ? { compare: 'previous_period' } : {};
    return { ...all, ...compare, extra: this.#found(), offset: passedOver() || undefined };
  }

  /** Of one who is gone, the page shows the time when they called as well. */
  #link = (user) => {
    const { range, comparison } = this.answer ?? {};
    const time = view.choice('show', SHOWS) === 'gone' && comparison ? { period: 'custom', from: new Date(comparison.from).toISOString(), to: new Date(range.to).toISOString() } : {};
    return view.url({ page: 'user', ...time, params: { user }, filters: without(view.get('filters'), is('user', user)), selection: null });
  };

  #badge = (row) => {
    const since = row[1 + METRICS.indexOf('first_ever')];
    return since && this.answer && Date.parse(since) >= Date.parse(this.answer.range.from) ? html`<span class="badge">new</span>` : nothing;
  };

  render() {
    const show = view.choice('show', SHOWS);
    return html`<div class="page">
      <div class="page-head"><h1>Users</h1><p>${rangeLine(this.#tiles.data)}</p></div>
      <div class="tile-rows halves">
        ${tiles(this.#tiles, TILES, {}, { lines: this.#lines })}
        <footfall-visitor-tiles></footfall-visitor-tiles>
      </div>
      ${this.#tiles.state === 'empty' && show !== 'gone' ? html`<section class="panel"><div class="panel-body">${empty()}</div></section>` : this.#panels(show)}
    </div>`;
  }

  #panels(show) {
    const users = view.get('users');
    const gone = show === 'gone';
    return html`<div class="page-tools">
        ${segments('Show', SHOWS, show, (value) => view.change({ params: { show: value === 'all' ? null : value, at: null } }))}
        <input class="field" type="search" placeholder="Find a user" aria-label="Find a user" .value=${view.param('find')} @change=${(event) => view.change({ params: { find: event.target.value.trim(), at: null } })}>
        ${segments('A user is', BY, users, (value) => view.change({ users: value, params: { at: null } }))}
      </div>
      <footfall-group-table name="users" heading=${gone ? 'Users who are gone' : 'Users'} param="sort" usual="requests" field="user" .metrics=${METRICS} .bars=${BARS} .changes=${BARS}
        .limit=${ROWS} .more=${this.#more()} .link=${findPage('user') ? this.#link : undefined} .badge=${gone ? undefined : this.#badge} .trend=${gone ? undefined : this.#trend} .drawTrend=${heat} ?gone=${gone} .none=${NONE[show]}
        about=${gone ? 'Figures are those of the period compared with: since then none of these has called.' : 'New is who never called before this time, among all that the filters let through.'}
        @answer=${({ detail }) => (this.answer = detail.data)}></footfall-group-table>
      ${pager(this.answer, ROWS)}
      <div class="grid">
        <footfall-chart class="half" name="users-over-time" heading="Users over time" size="tall" group="time" .ask=${usersOverTime} .draw=${drawUsers}></footfall-chart>
        <footfall-ranking class="half" name="per-route" heading="Users per route" field="route" metric="users" limit="8"></footfall-ranking>
        <footfall-ranking class="half" name="per-location" heading="Users per location" field="location" metric="users" limit="8"></footfall-ranking>
        <footfall-ranking class="half" name="per-client" heading="Users per client" field="client" metric="users" limit="8"></footfall-ranking>
      </div>`;
  }
}

customElements.define('footfall-users-page', UsersPage);
