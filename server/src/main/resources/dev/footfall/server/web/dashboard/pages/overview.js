import { html, nothing } from 'lit';
import { band } from '../charts/band.js';
import { strip, STRIP_METRICS } from '../charts/strip.js';
import { empty } from '../parts/empty.js';
import { rangeLine } from '../parts/range-line.js';
import { choiceSegments } from '../parts/segments.js';
import { tiles } from '../parts/tiles.js';
import { ViewElement } from '../parts/view-element.js';
import { Panel } from '../query/panel.js';
import { view } from '../state/view.js';
import '../charts/chart.js';
import '../charts/hours.js';
import '../charts/weekdays.js';
import '../parts/anomalies.js';
import '../parts/group-table.js';
import '../parts/movers.js';
import '../parts/quality-line.js';
import '../parts/ranking.js';
import './activity.js';

const TILES = ['requests', 'users', 'success_rate', 'error_rate', 'p50', 'p95', 'p99'];
const TILE_NAMES = { p50: 'Median (p50)', p95: 'p95', p99: 'p99' };
const AGENTS = [['client', 'Clients'], ['os', 'OS'], ['device', 'Devices'], ['traffic', 'Kinds']];
const MOVES = [['route', 'Routes'], ['user', 'Users'], ['location', 'Locations'], ['client', 'Clients'], ['version', 'Versions']];
const MOVE_METRICS = [['requests', 'Requests'], ['error_rate', 'Errors'], ['p95', 'p95']];

const RELEASE = ['service', 'version'];
const RELEASE_METRICS = ['first_ever', 'requests', 'error_rate', 'p95'];
const RELEASE_BARS = ['p95'];
const RELEASED = { compare: undefined, totals: false, extra: [{ field: 'version', op: 'matches', value: '*' }] };

const responseTimes = () => ({ metrics: ['p50', 'p95', 'requests'], dimensions: ['time'], compare: undefined });
const success = () => ({ metrics: STRIP_METRICS, dimensions: ['time'], compare: undefined });

class OverviewPage extends ViewElement {
  #tiles = new Panel(this, () => ({ metrics: [...TILES, 'last_seen'] }), { drawnIn: '.tiles' });
  #lines = new Panel(this, () => ({ metrics: TILES, dimensions: ['time'] }), { later: true });

  render() {
    return html`<div class="page broad">
      <div class="page-head"><h1>Overview</h1><p>${rangeLine(this.#tiles.data)}</p></div>
      ${tiles(this.#tiles, TILES, TILE_NAMES, { lines: this.#lines })}
      ${this.#rest()}
    </div>`;
  }

  #rest() {
    const { state, error } = this.#tiles;
    if (state === 'empty') return html`${this.#quality()}<section class="panel"><div class="panel-body">${empty()}</div></section>`;
    return state === 'failed' && error.status === 0 ? nothing : this.#panels();
  }

  #quality() {
    const { data, state } = this.#tiles;
    return html`<footfall-quality-line .total=${data} state=${state}></footfall-quality-line>`;
  }

  #panels() {
    const agent = view.choice('agents', AGENTS);
    const moved = view.choice('moved', MOVES);
    const by = view.choice('moved-by', MOVE_METRICS);
    return html`${this.#quality()}
    <footfall-activity></footfall-activity>
    <footfall-chart name="response-times" heading="Response time" size="band" group="time" .ask=${responseTimes} .draw=${band}></footfall-chart>
    <footfall-chart name="success" heading="Success" size="strip" group="time" .ask=${success} .draw=${strip}></footfall-chart>
    <div class="grid many">
      <footfall-anomalies class="half" name="anomalies" heading="Failures that stood out"></footfall-anomalies>
      <footfall-group-table class="half" name="releases" heading="Releases" param="releases" usual="first_ever" limit="6" .fields=${RELEASE} .metrics=${RELEASE_METRICS} .more=${RELEASED} .bars=${RELEASE_BARS} none="No record of this time names a version."></footfall-group-table>
      <footfall-ranking class="wide" name="routes" heading="Top routes" field="route" limit="10"></footfall-ranking>
      <footfall-ranking name="locations" heading="Locations" field="location" limit="10"></footfall-ranking>
      <footfall-ranking name="agents" heading="Callers" field=${agent}
        .controls=${choiceSegments('Callers by', 'agents', AGENTS)}></footfall-ranking>
      <footfall-hours name="hours" heading="Hours of the day"></footfall-hours>
      <footfall-weekdays name="weekdays" heading="Weekdays"></footfall-weekdays>
      <footfall-ranking class="half" name="hostnames" heading="Hostnames" field="hostname" least="2"></footfall-ranking>
      <footfall-ranking class="half" name="api-versions" heading="API versions" field="api_version" least="2"></footfall-ranking>
      <footfall-ranking class="fill" name="users" heading="Top users" field="user"></footfall-ranking>
      <footfall-movers class="wide" name="moved" heading="What moved most" field=${moved} metric=${by}
        .controls=${html`${choiceSegments('Of', 'moved', MOVES)}${choiceSegments('By', 'moved-by', MOVE_METRICS)}`}></footfall-movers>
    </div>`;
  }
}

customElements.define('footfall-overview-page', OverviewPage);
