import { html, nothing, svg } from 'lit';
import { fieldLabel, metricLabel, METRICS } from '../state/fields.js';
import { has, is } from '../state/filters.js';
import { selectMark, showMark, view } from '../state/view.js';
import { ago, compact, dateTime, fieldValue, metric } from './format.js';
import { icon } from './icon.js';
import { PanelElement } from './panel-element.js';
import { changeText } from './ranking.js';
import { sparkline } from './sparkline.js';

/** `p95` or `p95.asc`, as it stands in the URL. */
function readOrder(text, names) {
  const [, by, dir] = /^([a-z_0-9]+)(\.asc)?$/.exec(text) ?? [];
  return names.includes(by) ? { by, dir: dir ? 'asc' : 'desc' } : null;
}

const writeOrder = ({ by, dir }) => (dir === 'asc' ? `${by}.asc` : by);

/**
 * The groups of a field, a row each, sorted by what the URL's parameter `param` says. Fires `answer` with its
 * panel whenever that has another answer, or none.
 */
class GroupTable extends PanelElement {
  static properties = {
    field: {},
    metrics: { attribute: false },
    /** How it is sorted unless the URL says otherwise. */
    usual: {},
    param: {},
    limit: { type: Number },
    /** More of the question, such as `extra`. */
    more: { attribute: false },
    /** The page of a group: a function from its value to a URL. */
    link: { attribute: false },
    /** The values of each group over time: a function from its value to numbers. */
    trend: { attribute: false },
    /** What stands beside the name of a group: a function from its value to a template. */
    beside: { attribute: false },
    /** Metrics that are drawn as bars too. */
    bars: { attribute: false },
    /** What changes are against instead of the earlier period: a function from rows to a row for each. */
    against: { attribute: false },
    /** Which figures have their change beside them. */
    changes: { attribute: false },
    about: {},
  };

  #told = null;

  order() {
    const names = [this.field, ...this.metrics];
    return readOrder(view.param(this.param), names) ?? readOrder(this.usual, names);
  }

  question() {
    return { metrics: this.metrics, dimensions: [this.field], order: [this.order()], limit: this.limit || 50, totals: true, ...this.more };
  }

  updated() {
    const { data, state } = this.panel;
    if (this.#told?.data === data && this.#told.state === state) return;
    this.#told = { data, state };
    this.dispatchEvent(new CustomEvent('answer', { detail: this.#told }));
  }

  get isTable() {
    return true;
  }

  note() {
    return [this.about, super.note()].filter(Boolean).join(' ');
  }

  figure() {
    const { rows, totals, comparison } = this.panel.data;
    const most = this.metrics.map((name, i) => (this.bars?.includes(name) ? Math.max(0, ...rows.map((row) => row[i + 1] ?? 0)) : 0));
    const before = this.against ? this.against(rows) : (comparison?.rows ?? []);
    return html`<div class="table groups by-${this.field}" tabindex="0" role="region" aria-label="${this.heading}: all columns">
      <table>
        <caption class="out-of-sight">${this.heading}</caption>
        <thead><tr>
          ${this.#head(this.field, fieldLabel(this.field))}
          ${this.metrics.map((name) => this.#head(name, metricLabel(name)))}
          ${this.trend ? html`<th scope="col" class="number">Trend</th>` : nothing}
        </tr></thead>
        <tbody>${rows.map((row, i) => html`<tr data-row=${row[0] ?? 'unknown'}>
          ${this.#name(row[0])}
          ${this.metrics.map((name, m) => this.#cell(name, row[0], row[m + 1], before[i]?.[m + 1], most[m]))}
          ${this.trend ? html`<td class="trend">${sparkline(this.trend(row[0]) ?? [], null, `Requests of ${fieldValue(this.field, row[0])} over the period`)}</td>` : nothing}
        </tr>`)}</tbody>
        ${totals && rows.length > 1 ? html`<tfoot><tr>
          <th scope="row">All that is shown</th>
          ${this.metrics.map((name, m) => html`<td class="number" data-figure="${this.name}/total/${name}" data-value=${totals[m] ?? ''}>${this.#write(name, totals[m])}</td>`)}
          ${this.trend ? html`<td></td>` : nothing}
        </tr></tfoot>` : nothing}
      </table>
    </div>`;
  }

  #head(name, label) {
    const { by, dir } = this.order();
    const on = by === name;
    const number = name !== this.field;
    const first = number ? 'desc' : 'asc';
    const next = on && dir === first ? { by, dir: first === 'desc' ? 'asc' : 'desc' } : { by: name, dir: first };
    return html`<th scope="col" class=${number ? 'number' : ''} aria-sort=${on ? `${dir}ending` : nothing}>
      <button title="Sort by ${label.toLowerCase()}" @click=${() => this.#sort(next)}>${label}<span aria-hidden="true">${on ? (dir === 'desc' ? ' ↓' : ' ↑') : ''}</span></button>
    </th>`;
  }

  #sort(order) {
    const text = writeOrder(order);
    view.change({ params: { [this.param]: text === this.usual ? null : text } });
  }

  #name(value) {
    const text = fieldValue(this.field, value);
    const filter = is(this.field, value);
    const [, method, path] = this.field === 'route' ? (/^([A-Z]+) (.*)$/.exec(text) ?? []) : [];
    const label = method ? html`<span class="method">${method}</span> ${path}` : text;
    return html`<th scope="row"><span class="group-name">
      ${this.link && value !== null
        ? html`<a class="link plain" href=${this.link(value)} title=${text}>${label}</a>`
        : html`<button class="link plain ${value === null ? 'unknown' : ''}" title=${text} aria-pressed=${has(view.get('filters'), filter)} @click=${() => selectMark([filter])}>${label}</button>`}
      ${this.beside?.(value) ?? nothing}
      <button class="icon-button details" title="Details" aria-label="Details of ${text}" @click=${() => showMark({ filters: [filter] })}>${icon('right')}</button>
    </span></th>`;
  }

  #cell(name, value, figure, earlier, most) {
    const changed = this.changes?.includes(name) ? changeText(name, figure, earlier) : nothing;
    const time = METRICS[name].kind === 'time';
    const before = !this.against && earlier !== undefined && earlier !== null && !time ? `before: ${metric(name, earlier)}` : '';
    return html`<td class="number ${most > 0 ? 'with-bar' : ''}" title=${time && figure ? dateTime(figure, view.zone) : before}>
      ${changed === nothing || time ? nothing : html`<small>${changed}</small>`}
      <span data-figure="${this.name}/${value ?? 'unknown'}/${name}" data-value=${figure ?? ''}>${this.#write(name, figure)}</span>
      ${most > 0 ? html`<svg class="cell-bar" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width="${((figure ?? 0) / most) * 100}%" height="100%"></rect>`}</svg>` : nothing}
    </td>`;
  }

  #write(name, value) {
    const { kind } = METRICS[name];
    if (kind === 'time') return value ? ago(value) : '–';
    return kind === 'count' ? compact(value) : metric(name, value);
  }
}

customElements.define('footfall-group-table', GroupTable);
