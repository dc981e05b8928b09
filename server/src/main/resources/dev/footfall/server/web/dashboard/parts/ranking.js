import { html, nothing, svg } from 'lit';
import { is, has, without } from '../state/filters.js';
import { METRICS } from '../state/fields.js';
import { selectMark, showMark, view } from '../state/view.js';
import { arrows } from './arrows.js';
import { change, compact, fieldValue, metric, percent } from './format.js';
import { icon } from './icon.js';
import { PanelElement } from './panel-element.js';

/** A change with its arrow; coloured where one way is better. */
export function changeText(name, now, before) {
  const { better, kind } = METRICS[name] ?? {};
  const changed = change(now, before, kind === 'percent');
  if (!changed) return nothing;
  const tone = changed.slight || !better ? '' : (changed.way > 0) === (better === 'up') ? 'good' : 'bad';
  return html`<span class="change ${tone}" title=${kind === 'percent' ? 'in percentage points' : nothing}>${changed.by}</span>`;
}

const label = (field, value) => {
  const text = fieldValue(field, value);
  const [, method, path] = field === 'route' ? (/^([A-Z]+) (.*)$/.exec(text) ?? []) : [];
  return method ? html`<span class="method">${method}</span> ${path}` : text;
};

/**
 * The groups of a field by a metric, as bars; with the part of the total that each has, where the metric
 * adds up. `name` leads the data-figure of each number.
 */
export function rankingRows(data, { name, field, metric: by }) {
  const at = data.columns.findIndex((c) => c.name === by);
  const most = Math.max(0, ...data.rows.map((row) => row[at] ?? 0));
  const total = data.totals?.[at - 1];
  return html`<div class="ranking" @keydown=${arrows('.mark')}>
    ${data.rows.map((row, i) => {
      const [value] = row;
      const filter = is(field, value);
      const text = fieldValue(field, value);
      const width = most > 0 ? ((row[at] ?? 0) / most) * 100 : 0;
      const write = (n) => (by === 'requests' ? compact(n) : metric(by, n));
      const share = by === 'requests' && total ? percent((row[at] / total) * 100) : '';
      return html`<div class="row ${field === 'user' ? 'with-page' : ''}">
        <button class="mark" aria-pressed=${has(view.get('filters'), filter)} title="${text}: ${metric(by, row[at])}" @click=${() => selectMark([filter])}>
          <svg class="bar" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width="${width}%" height="100%"></rect>`}</svg>
          <span class="label ${value === null ? 'unknown' : ''}">${label(field, value)}</span>
          <span class="figure" data-figure="${name}/${value ?? 'unknown'}/${by}" data-value=${row[at] ?? ''}>${write(row[at])}</span>
          <span class="share">${share}</span>
          <span class="changed">${changeText(by, row[at], data.comparison?.rows[i]?.[at])}</span>
        </button>
        ${field === 'user' && value !== null ? html`<a class="icon-button to-page" title="Open user" aria-label="Open user ${text}" href=${view.url({ page: 'user', params: { user: value }, filters: without(view.get('filters'), filter), selection: null })}>${icon('users')}</a>` : nothing}
        <button class="icon-button details" title="Details" aria-label="Details of ${text}" @click=${() => showMark({ filters: [filter] })}>${icon('right')}</button>
      </div>`;
    })}
  </div>`;
}

/** A panel with the most frequent values of a field. */
class Ranking extends PanelElement {
  static properties = {
    field: {},
    metric: {},
    limit: { type: Number },
    /** With fewer values there is nothing to compare, and it does not show. */
    least: { type: Number },
  };

  willUpdate() {
    const { state, data } = this.panel;
    this.hidden = this.least > 0 && state !== 'failed' && !(data?.rows.length >= this.least);
  }

  render() {
    if (!this.hidden) return super.render();
    const { state, stale } = this.panel;
    return html`<div data-panel=${this.name} data-state=${stale ? 'loading' : state}></div>`;
  }

  question() {
    return {
      metrics: [this.metric ?? 'requests'],
      dimensions: [this.field],
      limit: this.limit || 8,
      totals: true,
    };
  }

  figure() {
    return rankingRows(this.panel.data, { name: this.name, field: this.field, metric: this.metric ?? 'requests' });
  }
}

customElements.define('footfall-ranking', Ranking);
