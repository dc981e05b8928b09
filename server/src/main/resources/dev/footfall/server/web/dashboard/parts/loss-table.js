import { html } from 'lit';
import { LOST, losses } from '../query/api.js';
import { curlGet, parameters } from '../query/selection.js';
import { view } from '../state/view.js';
import { ago, count, dateTime } from './format.js';
import { PanelElement } from './panel-element.js';

const WRONG = {
  missing: 'is missing',
  given_twice: 'is given twice',
  out_of_bounds: 'is out of bounds',
  wrong_type: 'has the wrong type',
  other: 'is wrong',
};

const DROPPED = {
  queue_full: 'came faster than they could be taken',
  buffer_full: 'the server was away, and memory for them was full',
  spool_full: 'the server was away, and the spool was full',
  spool_damaged: 'their file in the spool was damaged',
  refused: 'the server refused them',
  expired: 'grew too old before they could be sent',
  unsupported: 'the server does not take this kind',
  unsent_at_close: 'the application ended before they could be sent',
  closed: 'came after the application had closed the client',
};

const COLUMNS = ['kind', 'field', 'reason', 'service', 'records', 'last_at'];

/** What was lost, by reason and service: the rejected first, as the server knows most of them. */
class LossTable extends PanelElement {
  question() {
    return LOST;
  }

  send(...question) {
    return losses(...question);
  }

  curl() {
    const { from, to, zone } = this.panel.body;
    return curlGet(`/api/v1/losses?${new URLSearchParams(parameters({ from, to, zone }))}`);
  }

  table() {
    const rows = Object.entries(this.panel.data).flatMap(([lost, { reasons }]) => reasons.map((each) => [lost, ...COLUMNS.map((name) => each[name])]));
    return { columns: ['lost', ...COLUMNS].map((name) => ({ name })), rows };
  }

  get isTable() {
    return true;
  }

  note() {
    const { rejected, dropped } = this.panel.data;
    return `By when the server learned of it, whatever the filters.${rejected.has_more || dropped.has_more ? ' The most frequent reasons are listed.' : ''}`;
  }

  figure() {
    const { rejected, dropped } = this.panel.data;
    if (rejected.records + dropped.records === 0) return html`<div class="message"><p>As far as the server knows, nothing was lost in this time.</p></div>`;
    return html`<div class="table tall" tabindex="0" role="region" aria-label="${this.heading}: list"><table>
      <caption class="out-of-sight">${this.heading}</caption>
      <thead><tr><th scope="col">Why</th><th scope="col">Service</th><th scope="col" class="number">Records</th><th scope="col" class="number">Last</th></tr></thead>
      <tbody>
        ${rejected.reasons.map((each) => this.#row('rejected', html`Rejected ${each.kind}: <code>${each.field}</code> ${WRONG[each.reason]}`, `${each.kind}|${each.field}|${each.reason}`, each))}
        ${dropped.reasons.map((each) => this.#row('dropped', html`Dropped: ${DROPPED[each.reason] ?? html`<code>${each.reason}</code>`}`, each.reason, each))}
      </tbody>
    </table></div>`;
  }

  #row(lost, why, name, { service, records, last_at: last }) {
    return html`<tr>
      <th scope="row" class="text">${why}</th>
      <td>${service ?? html`<span class="quiet">unknown</span>`}</td>
      <td class="number" data-figure="${this.name}/${lost}|${name}|${service ?? 'unknown'}/records" data-value=${records}>${count(records)}</td>
      <td class="number quiet" title=${dateTime(last, view.zone)}>${ago(last)}</td>
    </tr>`;
  }
}

customElements.define('footfall-loss-table', LossTable);
