/** Where a request's response time lies among those of its route. */
import { html, nothing, svg } from 'lit';
import { column } from '../query/panel.js';
import { metricLabel } from '../state/fields.js';
import { count, metric } from './format.js';
import { periodLabel } from '../state/periods.js';
import { view } from '../state/view.js';

const LEAST = 5;
const MARKS = ['p50', 'p95', 'p99'];
const SLOWEST = [...MARKS, 'max'];

/** Cut off, not rounded: only the slowest of all but itself is slower than everything. */
const share = (part, all) => (Math.floor((part / all) * 1000) / 10).toFixed(1);

export function placing(row, route, faster) {
  const state = [route, faster].some((panel) => panel.stale || ['loading', 'idle'].includes(panel.state)) ? 'loading' : route.state;
  return html`<section aria-label="Response time within its route" data-panel="placing" data-state=${state} aria-busy=${state === 'loading'}>
    <h3>Response time within its route</h3>
    ${state === 'loading' ? html`<div class="skeleton" aria-hidden="true"><i></i><i></i></div>` : told(row, route, faster)}
  </section>`;
}

function told(row, route, faster) {
  if (route.state === 'failed' || faster.state === 'failed') return html`<p class="quiet small">${(route.error ?? faster.error).message}</p>`;
  const [figures] = route.data.rows;
  const of = (name) => figures[column(route.data, name)];
  const all = of('requests');
  const [[fewer]] = faster.data.rows;
  const period = view.get('period') === 'custom' ? 'this time' : periodLabel(view.get('period')).toLowerCase();
  if (all < LEAST) return html`<p class="quiet small">Its route has too few requests in ${period} to compare with: ${count(all)}.</p>`;
  const slowest = row.response_time_us === Math.round(of('max') * 1000);
  return html`<p>${slowest ? 'The ' : 'Slower than '}<b data-figure="placing/${row.id}/share" data-value=${(fewer / all) * 100}>${slowest ? 'slowest' : `${share(fewer, all)}%`}</b> of the
      <span data-figure="placing/${row.id}/requests" data-value=${all}>${count(all)}</span> requests of <span class="mono">${row.operation}</span> (${period})</p>
    ${scale(row.response_time_us / 1000, of('min'), of('max'), MARKS.map((name) => [name, of(name)]))}
    <dl class="marks">${SLOWEST.map((name) => html`<div><dt>${metricLabel(name)}</dt><dd data-figure="placing/${row.id}/${name}" data-value=${of(name) ?? ''}>${metric(name, of(name))}</dd></div>`)}</dl>`;
}

/** A line from the fastest to the slowest, logarithmic, with this one on it. */
function scale(value, least, most, marks) {
  const log = (ms) => Math.log10(Math.max(0.01, ms));
  const [begin, end] = [log(Math.min(least, value)), log(Math.max(most, value))];
  if (end - begin < 0.01) return nothing;
  const x = (ms) => ((log(ms) - begin) / (end - begin)) * 100;
  return html`<svg class="scale" aria-hidden="true" width="100%" height="18">${svg`
    <line x1="0" x2="100%" y1="9" y2="9"></line>
    ${marks.filter(([, ms]) => ms !== null).map(([, ms]) => svg`<line class="tick" x1="${x(ms)}%" x2="${x(ms)}%" y1="4" y2="14"></line>`)}
    <circle cx="${x(value)}%" cy="9" r="5"></circle>`}</svg>`;
}
