import { html, nothing } from 'lit';
import { scatter, SCATTER_METRICS } from '../charts/scatter.js';
import { count } from '../parts/format.js';
import { rangeLine } from '../parts/range-line.js';
import { choiceSegments, segments } from '../parts/segments.js';
import { ViewElement } from '../parts/view-element.js';
import { column, Panel } from '../query/panel.js';
import { Trends } from '../query/trends.js';
import { fieldLabel } from '../state/fields.js';
import { is, without } from '../state/filters.js';
import { timeIn } from '../state/periods.js';
import { view } from '../state/view.js';
import '../charts/chart.js';
import '../parts/group-table.js';
import '../parts/ranking.js';
import '../parts/uncalled.js';

const FIELDS = [['route', 'Route'], ['service', 'Service'], ['hostname', 'Hostname'], ['version', 'Version']];
const PLURALS = { route: 'Routes', service: 'Services', hostname: 'Hostnames', version: 'Versions' };
const COLOURS = [['error_rate', 'Error rate'], ['users', 'Users']];
const METRICS = ['requests', 'users', 'error_rate', 'p50', 'p95', 'p99', 'last_seen'];
const BARS = ['requests'];
const ROWS = 25;
const MORE = 150;
const DRAWN = 15;
const BUCKETS = 60;
const CELLS = 10_000;

/** Which routes there are, or services, hostnames, versions: over time, and side by side. */
class RoutesPage extends ViewElement {
  static properties = { answer: { state: true }, failed: { state: true } };

  #draw = null;
  #drawn = '';

  #trends = new Trends(this, {
    fields: () => [this.#field()],
    answer: () => this.answer,
    buckets: BUCKETS,
    question: () => ({ extra: this.#found() }),
  });

  /** How many groups there are, where not all are listed. */
  #others = new Panel(this, () => (this.answer?.truncated && !this.#isLong() ? { metrics: ['requests'], dimensions: [this.#field()], limit: MORE, compare: undefined, extra: this.#found() } : null));

  /** How many of the table's requests came without a template. */
  #guessed = new Panel(this, () => (this.#field() === 'route' && this.#values(MORE) ? { metrics: ['requests'], dimensions: ['route'], limit: MORE, compare: undefined, extra: [...this.#only(MORE), is('route_source', 'guessed')] } : null));

  #field() {
    return view.choice('by', FIELDS);
  }

  #time() {
    const range = this.answer?.range;
    return range ? timeIn(range.from, range.to, BUCKETS) : null;
  }

  /**
   * The first so many of the table's groups; null while there are none. The one that is not known is among them
   * where all groups are: no list of values can name it.
   */
  #values(most) {
    const { answer } = this;
    if (!answer || column(answer, this.#field()) !== 0) return null;
    const values = answer.rows.slice(0, most).map(([value]) => value).filter((value) => value !== null || !answer.truncated);
    return values.length > 0 ? values : null;
  }

  #only(most) {
    const values = this.#values(most);
    return values.includes(null) ? this.#found() : [{ field: this.#field(), op: 'in', value: values }];
  }

  #isLong() {
    return view.param('rows') === 'more';
  }

  /** What is typed into the search field. */
  #found() {
    const text = view.param('find');
    return text ? [{ field: this.#field(), op: 'contains', value: text }] : [];
  }

  #ask = () => this.#values(DRAWN) && { metrics: SCATTER_METRICS, dimensions: [this.#field(), this.#time()], limit: CELLS, compare: undefined, extra: this.#only(DRAWN) };

  #scatter(field, colour) {
    const values = this.#values(DRAWN) ?? [];
    const selection = view.get('selection');
    const drawn = JSON.stringify([field, values, colour, selection]);
    if (drawn !== this.#drawn) {
      this.#draw = scatter(field, values, colour, selection);
      this.#drawn = drawn;
    }
    return this.#draw;
  }

  #trend = (value) => this.#trends.of(value);

  #badge = ([route]) => {
    const [, n] = this.#guessed.data?.rows.find(([value]) => value === route) ?? [];
    if (!n) return nothing;
    const [, all] = this.answer.rows.find(([value]) => value === route) ?? [];
    return html`<small class="guessed" title="${count(n)} of its requests came without a template, which was guessed from their paths" data-figure="guessed/${route}/requests" data-value=${n}>${n === all ? 'guessed' : 'partly guessed'}</small>`;
  };

  #guessedNote() {
    const { data, state, stale } = this.#guessed;
    if (state === 'idle') return nothing;
    return html`<p class="quiet" data-panel="guessed" data-state=${stale ? 'loading' : state} ?hidden=${!data?.rows.length}>Guessed: the requests came without a template,
      so parts of their paths that vary stand together as <code>{id}</code>.</p>`;
  }

  #more() {
    const { data, state, stale } = this.#others;
    if (state !== 'ready' || stale) return 'Show more';
    return data.truncated ? `Show ${MORE}` : `Show all ${count(data.rows.length)}`;
  }

  #answered = ({ detail }) => {
    this.answer = detail.data;
    this.failed = detail.state === 'failed';
  };

  #link = (route) => view.url({ page: 'route', params: { route }, filters: without(view.get('filters'), is('route', route)), selection: null });

  render() {
    const field = this.#field();
    const colour = view.choice('colour', COLOURS);
    const plural = PLURALS[field];
    const shown = this.#values(DRAWN)?.length ?? DRAWN;
    const size = shown <= 5 ? 'rows-5' : shown <= 10 ? 'rows-10' : 'rows-15';
    const long = this.#isLong();
    const none = this.answer?.records === 0;
    const nothingToDraw = none || this.failed;
    return html`<div class="page">
      <div class="page-head"><h1>Routes</h1><p>${rangeLine(this.answer)}</p></div>
      <div class="page-tools">
        ${segments('Show by', FIELDS, field, (value) => view.change({ params: { by: value === 'route' ? null : value, sort: null, find: null, rows: null }, selection: null }))}
        <input class="field" type="search" placeholder="Find a ${fieldLabel(field).toLowerCase()}" aria-label="Find a ${fieldLabel(field).toLowerCase()}" .value=${view.param('find')} @change=${(event) => view.change({ params: { find: event.target.value.trim() } })}>
      </div>
      ${nothingToDraw ? nothing : html`<footfall-chart name="scatter" heading="${plural} over time" size=${size} .ask=${this.#ask} .draw=${this.#scatter(field, colour)}
        .controls=${choiceSegments('Colour', 'colour', COLOURS)}></footfall-chart>`}
      <footfall-group-table name="routes" heading="${plural}" param="sort" usual="requests" .field=${field} .metrics=${METRICS} .bars=${BARS} .changes=${BARS}
        .limit=${long ? MORE : ROWS} .more=${{ extra: this.#found() }} .link=${field === 'route' ? this.#link : undefined} .trend=${this.#trend} .badge=${this.#badge}
        @answer=${this.#answered}></footfall-group-table>
      ${this.answer?.truncated
        ? html`<p class="quiet">These are the first ${long ? MORE : ROWS}. ${long ? 'Find others with the field above.' : html`<button class="link" @click=${() => view.change({ params: { rows: 'more' } }, { replace: true })}>${this.#more()}</button>`}</p>`
        : nothing}
      ${this.#guessedNote()}
      <div class="grid">
        ${none ? nothing : html`<footfall-ranking class="half" name="users-per-group" heading="Users per ${fieldLabel(field).toLowerCase()}" field=${field} metric="users" limit="12"></footfall-ranking>`}
        <footfall-uncalled class="half" name="uncalled" heading="Declared, and called by nobody"></footfall-uncalled>
      </div>
    </div>`;
  }
}

customElements.define('footfall-routes-page', RoutesPage);
