import { html, nothing } from 'lit';
import { overTime } from '../charts/over-time.js';
import { percentiles, PERCENTILES } from '../charts/percentiles.js';
import { askResponseTimes, responseTimes } from '../charts/response-times.js';
import { empty } from '../parts/empty.js';
import { count } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { rangeLine } from '../parts/range-line.js';
import { tiles } from '../parts/tiles.js';
import { ViewElement } from '../parts/view-element.js';
import { Panel } from '../query/panel.js';
import { isAdmin } from '../state/caller.js';
import { view } from '../state/view.js';
import { findPage } from './index.js';
import '../charts/chart.js';
import '../parts/group-table.js';
import '../parts/ranking.js';
import '../parts/request-list.js';

const TILES = ['requests', 'users', 'success_rate', 'error_rate', 'p50', 'p95', 'p99'];
const TILE_NAMES = { p50: 'Median (p50)' };
const VERSION_METRICS = ['requests', 'error_rate', 'p50', 'p95', 'p99', 'first_seen', 'last_seen'];
const JUDGED = ['error_rate', ...PERCENTILES];
const VERSIONS = { compare: undefined };
const FAILED = [{ field: 'status', op: 'gte', value: 400 }];

const statusMix = () => ({ metrics: ['requests'], dimensions: ['time', 'status_class'], compare: undefined });
const drawStatus = overTime('requests', 'status_class');
const overPercentiles = () => ({ metrics: [...PERCENTILES, 'requests'], dimensions: ['time'], compare: undefined });

/** Each version's row beside that of the version first seen before it. */
function predecessors(rows) {
  const first = 1 + VERSION_METRICS.indexOf('first_seen');
  const byAge = [...rows].filter(([version]) => version !== null).sort((a, b) => Date.parse(a[first]) - Date.parse(b[first]));
  return rows.map((row) => byAge[byAge.indexOf(row) - 1]);
}

/** One route: what became of its requests, how long they took, who makes them, and which version is slow. */
class RoutePage extends ViewElement {
  #tiles = new Panel(this, () => this.#route() && { metrics: TILES }, { drawnIn: '.tiles' });
  #lines = new Panel(this, () => this.#route() && { metrics: TILES, dimensions: ['time'] }, { later: true });
  #sources = new Panel(this, () => this.#route() && { metrics: ['requests'], dimensions: ['route_source'], compare: undefined });

  #route() {
    return view.param('route');
  }

  updated() {
    const route = this.#route();
    if (route) document.title = `${route} · Footfall`;
  }

  /** How many of its requests came without a template, and have one of the project's for their path. */
  #ruled() {
    const { data, state, stale } = this.#sources;
    const n = new Map(data?.rows).get('rule') ?? 0;
    return html`<p class="guessed" data-panel="ruled" data-state=${stale ? 'loading' : state} ?hidden=${n === 0}>${icon('routes')}
      ${n === 0
        ? nothing
        : html`<span><span data-figure="ruled/total/requests" data-value=${n}>${data.rows.length === 1 ? 'All' : count(n)}</span> of its requests came without a template, and have
            ${isAdmin() ? html`<a href=${view.url({ page: 'settings', params: { section: 'templates' } })}>the project’s</a>` : 'the project’s'} for their path.</span>`}</p>`;
  }

  /** How many of them had it guessed from their paths. */
  #guessed() {
    const { data, state, stale } = this.#sources;
    const n = new Map(data?.rows).get('guessed') ?? 0;
    return html`<p class="guessed" data-panel="guessed" data-state=${stale ? 'loading' : state} ?hidden=${n === 0}>${icon('routes')}
      ${n === 0
        ? nothing
        : html`<span><span data-figure="guessed/total/requests" data-value=${n}>${data.rows.length === 1 ? 'All' : count(n)}</span> of its requests came without a template: parts of
            their paths that vary, such as numbers, UUIDs, hashes and dates, stand together as <code>{id}</code>.</span>`}</p>`;
  }

  render() {
    const route = this.#route();
    if (!route) {
      return html`<div class="page"><div class="page-head"><h1>Which route?</h1></div><p>Choose one <a href=${view.url({ page: 'routes' })}>among all routes</a>.</p></div>`;
    }
    const [, method, path] = /^([A-Z]+) (.*)$/.exec(route) ?? [null, '', route];
    return html`<div class="page">
      <div class="page-head route-head">
        <nav aria-label="Breadcrumb"><a href=${view.url({ page: 'routes' })}>Routes</a></nav>
        <h1><span class="method">${method}</span> ${path}</h1>
        <p>${rangeLine(this.#tiles.data)}</p>
        ${this.#ruled()}
        ${this.#guessed()}
        ${findPage('explorer') ? html`<a class="button" href=${view.url({ page: 'explorer', filters: [...view.about(), ...view.get('filters')], selection: null })}>${icon('explorer')}All its requests</a>` : nothing}
      </div>
      ${tiles(this.#tiles, TILES, TILE_NAMES, { lines: this.#lines })}
      ${this.#tiles.state === 'empty' ? html`<section class="panel"><div class="panel-body">${empty()}</div></section>` : this.#panels()}
    </div>`;
  }

  #panels() {
    return html`<div class="grid">
      <footfall-chart class="half" name="status-mix" heading="Status mix over time" size="tall" group="time" .ask=${statusMix} .draw=${drawStatus}></footfall-chart>
      <footfall-chart class="half" name="percentiles" heading="Response time over time" size="tall" group="time" .ask=${overPercentiles} .draw=${percentiles}></footfall-chart>
      <footfall-group-table class="full" name="versions" heading="Versions side by side" field="version" param="sort" usual="first_seen" .metrics=${VERSION_METRICS}
        .bars=${PERCENTILES} .changes=${JUDGED} .more=${VERSIONS} .against=${predecessors}
        about="Changes are against the version first seen before; bars against the slowest."></footfall-group-table>
      <footfall-chart name="histogram" heading="How long its requests take" size="tall" .ask=${askResponseTimes} .draw=${responseTimes}></footfall-chart>
      <footfall-ranking name="users" heading="Who calls it" field="user" limit="8"></footfall-ranking>
      <footfall-ranking name="clients" heading="Clients" field="client" limit="8"></footfall-ranking>
      <footfall-request-list class="full" name="slowest" heading="Slowest requests" order="response_time"></footfall-request-list>
      <footfall-request-list class="full" name="failed" heading="Failed requests" about="The newest with a status of 400 or more." order="created_at" .extra=${FAILED}></footfall-request-list>
    </div>`;
  }
}

customElements.define('footfall-route-page', RoutePage);
