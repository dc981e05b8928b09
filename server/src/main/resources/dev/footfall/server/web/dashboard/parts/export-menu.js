import { html, nothing } from 'lit';
import { count } from './format.js';
import { icon } from './icon.js';
import { address } from '../query/api.js';
import { orderBy, SORTS } from '../query/requests.js';
import { curlGet, exportPath } from '../query/selection.js';
import { chosenColumns } from '../state/columns.js';
import { view } from '../state/view.js';

const FIRST = Object.fromEntries(SORTS.map(([sort, label]) => [sort, label.toLowerCase()]));
const FORMATS = [['csv', 'CSV'], ['ndjson', 'NDJSON'], ['parquet', 'Parquet']];
const MOST_PARQUET = 1_000_000;
/** Of more, looking for what comes next in an order takes too long. */
const MOST_ORDERED = 1_000_000;

/** Saves all requests that the table has pages of, with its columns, in its order. */
export function exportMenu(popup, records, sort) {
  return html`<div class="popup-root export">
    <button class="button small" aria-haspopup="dialog" aria-expanded=${popup.isOpen} ?disabled=${!records} @click=${popup.toggle}>${icon('save')}Export</button>
    ${popup.isOpen ? menu(popup, records, sort) : nothing}
  </div>`;
}

function menu(popup, records, sort) {
  const columns = chosenColumns(view.param('columns')).map((column) => column.name);
  const body = view.query({});
  const ordered = records <= MOST_ORDERED;
  const path = (format) => exportPath(body, format, columns, ordered && format !== 'parquet' ? { order_by: orderBy(sort) } : {});
  const copy = () => navigator.clipboard.writeText(curlGet(path('csv'), '-OJ --compressed ')).then(() => popup.close(), () => popup.close());
  return html`<div class="popup right" role="dialog" aria-label="Export">
    <p class="popup-text"><b data-figure="export/total/records" data-value=${records}>${count(records)}</b> requests with ${columns.length} columns and the id, ${ordered ? `${FIRST[sort]} first; Parquet` : ''} in the order in which they arrived.</p>
    ${FORMATS.map(([format, label]) => html`<a class="choice" href=${address(path(format))} download @click=${() => popup.close()}>${label}
      ${format === 'parquet' && records > MOST_PARQUET ? html`<span class="end">the first ${count(MOST_PARQUET)}</span>` : nothing}</a>`)}
    <button class="choice" @click=${copy}>Copy as curl</button>
  </div>`;
}
