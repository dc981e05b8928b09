import { html, nothing } from 'lit';
import { column, total } from '../query/panel.js';
import { metricLabel, METRICS } from '../state/fields.js';
import { failed } from './failed.js';
import { compact, count, metric } from './format.js';
import { changeText } from './ranking.js';
import { sparkline } from './sparkline.js';

/**
 * The totals of an answer, each with its change, and its line by the answer over time of `lines`; `name` leads the
 * data-figure of each.
 */
export function tiles(panel, metrics, labels = {}, { name = 'tiles', lines = panel } = {}) {
  if (panel.state === 'failed') return html`<section class="panel" data-panel=${name} data-state="failed"><div class="panel-body">${failed(panel)}</div></section>`;
  return html`<section class="tiles" aria-label=${name === 'tiles' ? 'Key figures' : `Key figures: ${name}`} data-panel=${name} data-state=${panel.stale ? 'loading' : panel.state}>
    ${metrics.map((each) => tile(panel, lines.data, name, each, labels[each] ?? metricLabel(each)))}
  </section>`;
}

function tile({ data }, trend, panel, name, label) {
  if (!data) return html`<div class="tile" aria-busy="true"><h2>${label}</h2><div class="skeleton"><i></i><i></i></div></div>`;
  const { now, before } = total(data, name);
  const at = column(data, name);
  const kind = METRICS[name].kind;
  const estimated = (data.totals ? data.columns[at].total_exact : data.columns[at].exact) === false;
  const left = name === 'users' && data.users_left_out > 0 ? data.users_left_out === 1 ? '1 request has none' : `${compact(data.users_left_out)} requests have none` : '';
  return html`<div class="tile">
    <h2>${label}</h2>
    <p class="value" data-figure="${panel}/total/${name}" data-value=${now ?? ''} title=${kind === 'count' ? count(now) : nothing}>
      ${estimated ? '≈ ' : ''}${kind === 'count' ? compact(now) : metric(name, now)}
    </p>
    <p class="about">${data.comparison && before !== null ? html`${changeText(name, now, before)} <span data-figure="${panel}/before/${name}" data-value=${before ?? ''} title="${metric(name, before)} in the period compared with">from ${kind === 'count' ? compact(before) : metric(name, before)}</span>` : nothing}</p>
    ${left ? html`<p class="about note" title="Requests without a user are not counted here">${left}</p>` : nothing}
    ${line(trend, name, kind, label)}
  </div>`;
}

function line(trend, name, kind, label) {
  if (!trend) return html`<svg class="spark" aria-hidden="true"></svg>`;
  const at = column(trend, name);
  const values = trend.rows.map((row) => (kind === 'count' ? (row[at] ?? 0) : row[at]));
  return sparkline(values, trend.comparison?.rows.map((row) => row[at]), `${label} over the period`);
}
