import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { exportMenu } from './export-menu.js';
import { columnMenu } from './column-menu.js';
import { count } from './format.js';
import { empty } from './empty.js';
import { icon } from './icon.js';
import { Popup } from './popup.js';
import { choiceSegments } from './segments.js';
import { chosenColumns, columnText, isRight } from '../state/columns.js';
import { SORTS } from '../query/requests.js';
import { view } from '../state/view.js';

/** Which orders a column's head turns between. */
const TURNS = { created_at: ['newest', 'oldest'], response_time_us: ['slowest', 'fastest'] };
const AROUND = { newest: 'descending', oldest: 'ascending', slowest: 'descending', fastest: 'ascending' };

/** A page of single requests. The arrow keys go from one to the next, Enter shows it in full. */
class Requests extends ViewElement {
  static properties = { list: { attribute: false }, count: { attribute: false }, at: { state: true } };

  #columns = new Popup(this, 'column-choice');
  #export = new Popup(this, 'export');
  at = 0;

  render() {
    const { list } = this;
    const state = this.count.state === 'empty' && list.rows.length === 0 ? 'empty' : list.state;
    return html`<section class="panel requests ${list.busy && list.state !== 'loading' ? 'stale' : ''}" data-panel="requests" data-state=${list.busy ? 'loading' : state} aria-labelledby="requests-title" aria-busy=${list.busy}>
      <div class="panel-head">
        <h2 id="requests-title">Requests</h2>
        <div class="controls">
          ${choiceSegments('Order', 'sort', SORTS)}
          ${columnMenu(this.#columns)}
          ${exportMenu(this.#export, this.count.data?.records ?? null, list.sort)}
        </div>
      </div>
      ${list.fresh > 0 ? html`<div class="fresh" role="status"><button class="link" @click=${() => list.reload()}>${count(list.fresh)} new request${list.fresh === 1 ? '' : 's'}</button></div>` : nothing}
      <div class="panel-body">${this.#body(state)}</div>
    </section>`;
  }

  #body(state) {
    const { list } = this;
    if (state === 'failed') {
      return html`<div class="message" role="alert"><p><b>This could not be answered.</b> ${list.error.message}</p>
        <div class="row"><button class="button" @click=${() => this.#retry()}>Retry</button>
        ${view.param('after') || view.param('before') ? html`<button class="button" @click=${() => this.#turn({ after: null, before: null })}>From the first on</button>` : nothing}</div></div>`;
    }
    if (state === 'loading') return html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>`;
    if (list.rows.length === 0) return empty();
    return html`${this.#table()}${this.#pages()}`;
  }

  #table() {
    const columns = chosenColumns(view.param('columns'));
    return html`<div class="table" role="region" aria-label="List of requests" tabindex="0">
      <table @keydown=${this.#key}>
        <thead><tr>${columns.map((column) => this.#head(column))}</tr></thead>
        <tbody>${this.list.rows.map((row, i) => this.#row(row, i, columns))}</tbody>
      </table>
    </div>`;
  }

  #head(column) {
    const turns = TURNS[column.name];
    const { sort } = this.list;
    const side = isRight(column) ? 'number' : '';
    if (!turns) return html`<th scope="col" class="${side} column-${column.name}">${column.label}</th>`;
    const on = turns.includes(sort);
    const next = sort === turns[0] ? turns[1] : turns[0];
    return html`<th scope="col" class="${side} column-${column.name}" aria-sort=${on ? AROUND[sort] : nothing}>
      <button title="${SORTS.find(([name]) => name === next)[1]} first" @click=${() => this.#turn({ sort: next === 'newest' ? null : next, after: null, before: null })}>
        ${column.label}${on ? html`<span class="sorted ${AROUND[sort]}">${icon('down')}</span>` : nothing}</button></th>`;
  }

  #row(row, i, columns) {
    const shown = view.param('request') === String(row.id);
    return html`<tr class="choose" data-id=${row.id} aria-current=${shown ? 'true' : nothing} @click=${(event) => this.#open(event, row, i)}>
      ${columns.map((column, at) => {
        const text = this.#cell(column, row);
        const link = at === 0 ? html`<a href=${view.url({ params: { ...view.get('params'), request: String(row.id) } })} tabindex=${i === Math.min(this.at, this.list.rows.length - 1) ? 0 : -1} aria-label="Request ${row.method} ${row.path}, status ${row.status}">${text}</a>` : text;
        const value = row[column.name];
        return html`<td class="${isRight(column) ? 'number' : ''} column-${column.name} kind-${column.kind} ${value === null ? 'quiet' : ''}" data-figure="requests/${row.id}/${column.name}" data-value=${value ?? ''} title=${column.kind === 'text' || column.kind === 'code' ? (value ?? nothing) : nothing}>${link}</td>`;
      })}
    </tr>`;
  }

  #cell(column, row) {
    const value = row[column.name];
    const text = columnText(column, value, view.zone);
    return column.kind === 'status' ? html`<span class="status" data-class=${Math.floor(value / 100)}>${text}</span>` : text;
  }

  #pages() {
    const { rows, earlier, later } = this.list;
    return html`<nav class="turning" aria-label="Pages of requests">
      <button class="button small" ?disabled=${!earlier} @click=${() => this.#turn({ after: null, before: null })}>First</button>
      <button class="button small" ?disabled=${!earlier} @click=${() => this.#turn({ after: null, before: String(rows[0].id) })}>${icon('left')}Previous</button>
      <button class="button small" ?disabled=${!later} @click=${() => this.#turn({ before: null, after: String(rows.at(-1).id) })}>Next${icon('right')}</button>
      <span class="quiet small">${rows.length} on this page</span>
    </nav>`;
  }

  #turn(params) {
    this.at = 0;
    view.change({ params });
  }

  #retry() {
    this.count.retry();
    this.list.reload();
  }

  #open(event, row, i) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0 || String(getSelection()) !== '') return;
    event.preventDefault();
    this.at = i;
    const link = event.currentTarget.querySelector('a');
    view.change({ params: { request: String(row.id) } });
    link.focus({ preventScroll: true });
  }

  #key = (event) => {
    const at = event.target.closest?.('tr[data-id]');
    const last = this.list.rows.length - 1;
    const to = at && { ArrowDown: Math.min(last, this.at + 1), ArrowUp: Math.max(0, this.at - 1), Home: 0, End: last }[event.key];
    if (to === undefined || to === null) return;
    event.preventDefault();
    this.at = to;
    if (view.param('request')) view.change({ params: { request: String(this.list.rows[to].id) } }, { replace: true });
    this.updateComplete.then(() => this.querySelectorAll('tbody tr')[to]?.querySelector('a').focus());
  };
}

customElements.define('footfall-requests', Requests);
