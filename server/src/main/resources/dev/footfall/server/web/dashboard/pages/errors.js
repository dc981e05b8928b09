import { html, nothing } from 'lit';
import { overTime } from '../charts/over-time.js';
import { strip, STRIP_METRICS } from '../charts/strip.js';
import { empty } from '../parts/empty.js';
import { pager, passedOver } from '../parts/pager.js';
import { rangeLine } from '../parts/range-line.js';
import { choiceSegments, segments } from '../parts/segments.js';
import { tiles } from '../parts/tiles.js';
import { ViewElement } from '../parts/view-element.js';
import { Panel } from '../query/panel.js';
import { Trends } from '../query/trends.js';
import { fieldLabel } from '../state/fields.js';
import { view } from '../state/view.js';
import '../charts/chart.js';
import '../parts/group-table.js';
import '../parts/outcomes.js';
import '../parts/releases.js';
import '../parts/request-list.js';

const RATES = ['requests', 'success_rate', 'error_rate', 'client_error_rate', 'server_error_rate'];
const RATE_NAMES = { client_error_rate: 'Client errors', server_error_rate: 'Server errors' };
const HIT = ['requests', 'users'];
const HIT_NAMES = { requests: 'Failed requests', users: 'Users hit' };
const FAILED = [{ field: 'status', op: 'gte', value: 400 }];
const PER = [['route', 'Route'], ['user', 'User'], ['service', 'Service']];
const ORDERS = [['requests', 'Most requests'], ['error_rate', 'Highest rate']];
const SHOWS = [['all', 'All'], ['new', 'New'], ['returning', 'Seen before'], ['gone', 'Gone']];
const GROUPED = ['route', 'status', 'error', 'service', 'version', 'user', 'method', 'status_class', 'instance', 'environment', 'client', 'api_version', 'hostname', 'location'];
const USUAL = ['route', 'status', 'error'];
const MOST = 3;
const METRICS = ['requests', 'users', 'first_ever', 'last_seen'];
const BARS = ['requests'];
const ROWS = 25;
const BUCKETS = 40;

const NONE = {
  all: 'There is none.',
  new: 'No error of this time is new: all groups had failed before.',
  returning: 'No error of this time had been there before.',
  gone: 'Whatever failed in the period before fails still.',
};

const shares = () => ({ metrics: STRIP_METRICS, dimensions: ['time'], compare: undefined });
const failures = () => ({ metrics: ['requests'], dimensions: ['time', 'status_class'], compare: undefined, extra: FAILED });
const drawFailures = overTime('requests', 'status_class');

/** What fails: how much of all, whose, since when, and what is new. */
class ErrorsPage extends ViewElement {
  static properties = { answer: { state: true } };

  #rates = new Panel(this, () => ({ metrics: RATES, dimensions: ['time'], totals: true }));
  #hit = new Panel(this, () => ({ metrics: HIT, dimensions: ['time'], totals: true, extra: FAILED }));
  #trends = new Trends(this, {
    fields: () => this.#fields(),
    answer: () => (view.choice('show', SHOWS) === 'gone' ? null : this.answer),
    buckets: BUCKETS,
    question: () => ({ extra: FAILED }),
  });

  /** What groups are made of, as the URL says it. */
  #fields() {
    const named = view.param('by').split(',').filter((field) => GROUPED.includes(field));
    const fields = [...new Set(named)].slice(0, MOST);
    return fields.length > 0 ? fields : USUAL;
  }

  #choose(at, field) {
    const fields = [...this.#fields()];
    fields[at] = field;
    const by = fields.filter((each, i) => each && fields.indexOf(each) === i);
    view.change({ params: { by: by.join() === USUAL.join() ? null : by.join(), sort: null, at: null } });
  }

  #chooser() {
    const fields = this.#fields();
    return html`<div class="dimensions" role="group" aria-label="Group by">
      <span class="quiet small">Group by</span>
      ${Array.from({ length: Math.min(MOST, fields.length + 1) }, (_, at) => html`<select class="field small" aria-label="Dimension ${at + 1}" @change=${(event) => this.#choose(at, event.target.value)}>
        ${at > 0 || fields.length > 1 ? html`<option value="" ?selected=${!fields[at]}>–</option>` : nothing}
        ${GROUPED.filter((field) => field === fields[at] || !fields.includes(field)).map((field) => html`<option value=${field} ?selected=${field === fields[at]}>${fieldLabel(field)}</option>`)}
      </select>`)}
    </div>`;
  }

  #more() {
    const show = view.choice('show', SHOWS);
    const all = show === 'all' ? {} : { groups: show };
    const compare = show === 'gone' && !view.compares ? { compare: 'previous_period' } : {};
    return { ...all, ...compare, extra: FAILED, offset: passedOver() || undefined };
  }

  /** Since when there is such an error at all: within the period it is new. */
  #badge = (row) => {
    const since = row[this.#fields().length + METRICS.indexOf('first_ever')];
    return since && this.answer && Date.parse(since) >= Date.parse(this.answer.range.from) ? html`<span class="badge">new</span>` : nothing;
  };

  #trend = (...values) => this.#trends.of(...values);

  render() {
    const nothingThere = this.#rates.state === 'empty';
    return html`<div class="page">
      <div class="page-head"><h1>Errors</h1><p>${rangeLine(this.#rates.data)}</p></div>
      <div class="tile-rows">
        ${tiles(this.#hit, HIT, HIT_NAMES, { name: 'failed' })}
        ${tiles(this.#rates, RATES, RATE_NAMES)}
      </div>
      ${nothingThere ? html`<section class="panel"><div class="panel-body">${empty()}</div></section>` : this.#panels()}
    </div>`;
  }

  #panels() {
    const show = view.choice('show', SHOWS);
    const per = view.choice('per', PER);
    const order = view.choice('first', ORDERS);
    const fields = this.#fields();
    const size = this.answer?.rows.length ?? 0;
    return html`<footfall-releases></footfall-releases>
      <footfall-group-table name="groups" heading="Error groups" param="sort" usual="requests" .fields=${fields} .metrics=${METRICS} .bars=${BARS} .changes=${BARS}
        .limit=${ROWS} .more=${this.#more()} .common=${fields.some((field) => field.startsWith('status')) ? [] : FAILED} .badge=${show === 'gone' ? undefined : this.#badge}
        .trend=${show === 'gone' ? undefined : this.#trend} ?gone=${show === 'gone'} .none=${NONE[show]}
        about=${show === 'gone' ? 'Figures are those of the period compared with: since then none of these failed.' : 'New is what never failed before this time, among all that the filters let through.'}
        .controls=${html`${this.#chooser()}${segments('Show', SHOWS, show, (value) => view.change({ params: { show: value === 'all' ? null : value, at: null } }))}`}
        @answer=${({ detail }) => (this.answer = detail.data)}></footfall-group-table>
      ${size > 0 || passedOver() > 0 ? pager(this.answer, ROWS) : nothing}
      <div class="grid">
        <footfall-chart class="half" name="shares" heading="Success and failure over time" size="tall" group="time" .ask=${shares} .draw=${strip}></footfall-chart>
        <footfall-chart class="half" name="failures" heading="Failed requests over time" size="tall" group="time" .ask=${failures} .draw=${drawFailures}></footfall-chart>
        <footfall-outcomes class="full" name="outcomes" heading="Success and failure by ${fieldLabel(per).toLowerCase()}" field=${per} order=${order} limit="12"
          .controls=${html`${choiceSegments('By', 'per', PER)}${choiceSegments('First', 'first', ORDERS)}`}></footfall-outcomes>
        <footfall-request-list class="full" name="newest" heading="Newest failed requests" order="created_at" .extra=${FAILED}></footfall-request-list>
      </div>`;
  }
}

customElements.define('footfall-errors-page', ErrorsPage);
