import { html, nothing } from 'lit';
import { overTime } from '../charts/over-time.js';
import { askResponseTimes, responseTimes } from '../charts/response-times.js';
import { empty } from '../parts/empty.js';
import { count, range } from '../parts/format.js';
import { ViewElement } from '../parts/view-element.js';
import { Panel } from '../query/panel.js';
import { RequestList } from '../query/requests.js';
import { view } from '../state/view.js';
import '../charts/chart.js';
import '../parts/facets.js';
import '../parts/request-detail.js';
import '../parts/request-table.js';
import '../parts/search-field.js';

const overTimeByStatus = () => ({ metrics: ['requests'], dimensions: ['time', 'status_class'], compare: undefined });
const drawOverTime = overTime('requests', 'status_class');

/** A range of response times replaces the one that was filtered by before. */
const narrow = (first, last) => {
  const others = view.get('filters').filter(({ field, op }) => field !== 'response_time' || !['gt', 'gte', 'lt', 'lte'].includes(op));
  const bounds = [...first.filters.filter(({ op }) => op === 'gte'), ...last.filters.filter(({ op }) => op === 'lt')];
  view.change({ filters: [...others, ...bounds], selection: null });
};

/** Every single request: searched, counted by what it is made of, listed, and told in full. */
class ExplorerPage extends ViewElement {
  #count = new Panel(this, () => ({ metrics: ['requests'], compare: undefined }));
  #list = new RequestList(this);

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key, true);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key, true);
  }

  render() {
    const { error } = this.#count;
    const refused = error?.field === 'search' ? error.message : '';
    const request = view.param('request');
    return html`<div class="page broad explorer ${request ? 'with-detail' : ''}">
      <div class="page-head"><h1>Explorer</h1><p>${this.#matches()}</p></div>
      <footfall-search .refused=${refused}></footfall-search>
      ${refused ? nothing : this.#count.state === 'empty' ? html`<section class="panel" data-panel="nothing" data-state="empty"><div class="panel-body">${empty()}</div></section>` : this.#panels(request)}
    </div>`;
  }

  /** The parts show what the page's own list and count hold. */
  updated() {
    for (const part of this.querySelectorAll('footfall-requests, footfall-request')) part.requestUpdate();
  }

  #matches() {
    const { data, state, stale } = this.#count;
    if (!data || state === 'failed') return nothing;
    const { from, to, zone } = data.range;
    return html`<span data-panel="matches" data-state=${stale ? 'loading' : state}><b data-figure="matches/total/records" data-value=${data.records}>${count(data.records)}</b> request${data.records === 1 ? '' : 's'}</span> · ${range(from, to, zone)} ${zone}`;
  }

  #panels(request) {
    return html`<div class="histograms">
        <footfall-chart name="over-time" heading="Requests over time" size="band" .ask=${overTimeByStatus} .draw=${drawOverTime}></footfall-chart>
        <footfall-chart name="response-times" heading="Response times" size="band" .ask=${askResponseTimes} .draw=${responseTimes} .range=${narrow}></footfall-chart>
      </div>
      <div class="explore">
        <footfall-facets></footfall-facets>
        <footfall-requests .list=${this.#list} .count=${this.#count}></footfall-requests>
        ${request
          ? html`<footfall-request .list=${this.#list} .request=${request} @close=${() => this.#close()}></footfall-request>`
          : nothing}
      </div>`;
  }

  #close() {
    const id = view.param('request');
    view.change({ params: { request: null } });
    this.updateComplete.then(() => this.querySelector(`tr[data-id="${id}"] a`)?.focus());
  }

  #key = (event) => {
    if (event.key !== 'Escape' || !view.param('request') || document.querySelector('.popup, dialog[open]')) return;
    if (event.target.closest?.('input, select')) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };
}

customElements.define('footfall-explorer-page', ExplorerPage);
