import { html, nothing } from 'lit';
import { view } from '../state/view.js';
import { ago, count, dateTime } from './format.js';

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

/** What was lost, by reason and service: the rejected first, as the server knows most of them. */
export function lossTable({ rejected, dropped }) {
  const more = rejected.has_more || dropped.has_more;
  return html`<section class="panel" data-panel="losses" data-state="ready" aria-labelledby="losses-title">
    <div class="panel-head"><h2 id="losses-title">What was lost</h2></div>
    <div class="panel-body">
      <div class="table tall" tabindex="0" role="region" aria-label="What was lost: list"><table>
        <thead><tr><th scope="col">Why</th><th scope="col">Service</th><th scope="col" class="number">Records</th><th scope="col" class="number">Last</th></tr></thead>
        <tbody>
          ${rejected.reasons.map((each) => row('rejected', html`Rejected ${each.kind}: <code>${each.field}</code> ${WRONG[each.reason]}`, `${each.kind}|${each.field}|${each.reason}`, each))}
          ${dropped.reasons.map((each) => row('dropped', html`Dropped: ${DROPPED[each.reason] ?? html`<code>${each.reason}</code>`}`, each.reason, each))}
        </tbody>
      </table></div>
    </div>
    <p class="panel-note">By when the server learned of it, whatever the filters.${more ? ' The most frequent reasons are listed.' : nothing}</p>
  </section>`;
}

const row = (panel, why, name, { service, records, last_at: last }) => html`<tr>
  <th scope="row" class="text">${why}</th>
  <td>${service ?? html`<span class="quiet">unknown</span>`}</td>
  <td class="number" data-figure="losses/${panel}|${name}|${service ?? 'unknown'}/records" data-value=${records}>${count(records)}</td>
  <td class="number quiet" title=${dateTime(last, view.zone)}>${ago(last)}</td>
</tr>`;
