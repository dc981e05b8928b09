import { html, nothing } from 'lit';
import { view } from '../state/view.js';
import { count } from './format.js';

const FURTHEST = 100_000;

/** How many rows the URL passes over. */
export function passedOver() {
  const at = Number(view.param('at', '0'));
  return Number.isInteger(at) && at > 0 && at <= FURTHEST ? at : 0;
}

/** Which rows of an answer these are, and the way to the others. */
export function pager(data, size) {
  const at = passedOver();
  if (!data || (at === 0 && !data.truncated)) return nothing;
  const turn = (to) => view.change({ params: { at: to > 0 ? String(to) : null } });
  return html`<nav class="turning" aria-label="Rows">
    <button class="button small" ?disabled=${at === 0} @click=${() => turn(Math.max(0, at - size))}>Previous</button>
    <button class="button small" ?disabled=${!data.truncated || at + size > FURTHEST} @click=${() => turn(at + size)}>Next</button>
    <span class="quiet">${data.rows.length === 0 ? 'None here' : `${count(at + 1)} to ${count(at + data.rows.length)}`}</span>
  </nav>`;
}
