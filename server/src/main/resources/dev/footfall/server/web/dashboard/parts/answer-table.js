/** A query's answer as a table, and as CSV: every panel's other face. */
import { html, nothing } from 'lit';
import { metricLabel, METRICS } from '../state/fields.js';
import { change, dateTime, duration, fieldValue, metric } from './format.js';

/** A table with more rows takes a browser too long to draw; CSV has all of them. */
const SHOWN = 2000;

const dimensionCount = (data) => data.columns.findIndex((c) => c.exact !== undefined || c.name in METRICS);

const isBin = (column) => column.name.startsWith('histogram:');

export function cell(column, value, zone) {
  if (isBin(column)) return duration(value);
  if (column.type === 'time') return value ? dateTime(value, zone) : '–';
  if (column.name in METRICS) return metric(column.name, value, zone);
  return fieldValue(column.name, value);
}

const label = (column) => (column.name === 'time' ? 'Time' : isBin(column) ? 'Response time from' : metricLabel(column.name));

/** `name` leads the data-figure of each number. */
export function answerTable(data, { name, caption, zone }) {
  const dimensions = dimensionCount(data);
  const before = data.comparison?.rows;
  return html`<div class="table tall" tabindex="0" role="region" aria-label="${caption}: table">
    <table>
      <caption>${caption}${data.truncated || data.rows.length > SHOWN ? ', the first rows' : ''}</caption>
      <thead><tr>
        ${data.columns.map((c, i) => html`<th scope="col" class=${i < dimensions ? '' : 'number'}>${label(c)}</th>
          ${before && i >= dimensions && c.type !== 'time' ? html`<th scope="col" class="number">before</th>` : nothing}`)}
      </tr></thead>
      <tbody>
        ${data.rows.slice(0, SHOWN).map((row, at) => html`<tr>
          ${data.columns.map((c, i) => (i < dimensions
            ? html`<th scope="row" class="text">${cell(c, row[i], zone)}</th>`
            : html`<td class="number" data-figure="${name}/${row.slice(0, dimensions).join('|')}/${c.name}" data-value=${row[i] ?? ''}>${cell(c, row[i], zone)}</td>
              ${before && c.type !== 'time' ? html`<td class="number quiet" title=${change(row[i], before[at]?.[i], METRICS[c.name]?.kind === 'percent')?.by ?? ''}>${cell(c, before[at]?.[i], zone)}</td>` : nothing}`))}
        </tr>`)}
      </tbody>
    </table>
  </div>`;
}

const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** The answer's own values, with those of the comparison beside them. */
export function csv(data) {
  const dimensions = dimensionCount(data);
  const before = data.comparison?.rows;
  const metrics = data.columns.slice(dimensions).map((c) => c.name);
  const head = [...data.columns.map((c) => c.name), ...(before ? metrics.map((m) => `${m}_before`) : [])];
  const lines = data.rows.map((row, at) => [...row, ...(before ? metrics.map((_, i) => before[at]?.[dimensions + i]) : [])]);
  return [head, ...lines].map((line) => line.map((v) => quoted(String(v ?? ''))).join(',')).join('\r\n') + '\r\n';
}
