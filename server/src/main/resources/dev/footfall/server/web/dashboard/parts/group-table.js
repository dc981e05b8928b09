import { html, nothing, svg } from 'lit';
import { column } from '../query/panel.js';
import { fieldLabel, metricLabel, METRICS } from '../state/fields.js';
import { has, is } from '../state/filters.js';
import { selectMark, showMark, view } from '../state/view.js';
import { ago, compact, dateTime, fieldValue, metric } from './format.js';
import { icon } from './icon.js';
import { PanelElement } from './panel-element.js';
import { changeText } from './ranking.js';
import { sparkline } from './sparkline.js';

/** Percents of failed requests from which on a cell stands out. */
const MANY_FAIL = 5;

/** `p95` or `p95.asc`, as it stands in the URL. */
function readOrder(text, names) {
  const [, by, dir] = /^([a-z_0-9]+)(\.asc)?$/.exec(text) ?? [];
  return names.includes(by) ? { by, dir: dir ? 'asc' : 'desc' } : null;
}

const rowKey = (row, keys) => row.slice(0, keys).map((value) => value ?? 'unknown').join('|');

const writeOrder = ({ by, dir }) => (dir === 'asc' ? `${by}.asc` : by);

/**
 * The groups of a field, or of several together, a row each, sorted by what the URL's parameter `param` says. Fires `answer` with its
 * panel whenever that has another answer, or none.
 */
class GroupTable extends PanelElement {
  static properties = {
    field: {},
    /** Instead of `field`: the fields that make a group together. */
    fields: { attribute: false },
    metrics: { attribute: false },
    /** How it is sorted unless the URL says otherwise. */
    usual: {},
    param: {},
    limit: { type: Number },
    /** More of the question, such as `extra`. */
    more: { attribute: false },
    /** The page of a group: a function from its value to a URL. */
    link: { attribute: false },
    /** The values of each group over time: a function from its values to numbers. */
    trend: { attribute: false },
    /** How these are drawn, where it is not as a line. */
    drawTrend: { attribute: false },
    /** What is said beside a group's name: a function from its row to a template. */
    badge: { attribute: false },
    /** Filters that all groups have in common. */
    common: { attribute: false },
    /** Whether the figures are those of the period compared with: of groups that are gone there are no others. */
    gone: { type: Boolean },
    /** What is said where there is no row. */
    none: {},
    /** Metrics that are drawn as bars too. */
    bars: { attribute: false },
    /** What changes are against instead of the earlier period: a function from rows to a row for each. */
    against: { attribute: false },
    /** Which figures have their change beside them. */
    changes: { attribute: false },
    about: {},
  };

  #told = null;

  #fields() {
    return this.fields ?? [this.field];
  }

  order() {
    const names = [...this.#fields(), ...this.metrics];
    return readOrder(view.param(this.param), names) ?? readOrder(this.usual, names);
  }

  question() {
    return { metrics: this.metrics, dimensions: this.#fields(), order: [this.order()], limit: this.limit || 50, totals: true, ...this.more };
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
    const { data } = this.panel;
    // While another question is under way the answer is still that to the former.
    if (this.#fields().some((field, i) => column(data, field) !== i) || (this.gone && !data.comparison)) return this.skeleton();
    const { comparison } = data;
    const { rows, totals } = this.gone ? comparison : data;
    if (rows.length === 0) return html`<div class="message"><p>${this.none ?? 'There is none.'}</p></div>`;
    const fields = this.#fields();
    const keys = fields.length;
    const most = this.metrics.map((name, i) => (this.bars?.includes(name) ? Math.max(0, ...rows.map((row) => row[keys + i] ?? 0)) : 0));
    const before = this.gone ? [] : this.against ? this.against(rows) : (comparison?.rows ?? []);
    return html`<div class="table groups by-${fields.length > 1 ? 'several' : fields[0]}" tabindex="0" role="region" aria-label="${this.heading}: all columns">
      <table>
        <caption class="out-of-sight">${this.heading}</caption>
        <thead><tr>
          ${fields.map((name) => this.#head(name, fieldLabel(name)))}
          ${this.metrics.map((name) => this.#head(name, metricLabel(name)))}
          ${this.trend ? html`<th scope="col" class="number">${this.drawTrend ? 'Activity' : 'Trend'}</th>` : nothing}
        </tr></thead>
        <tbody>${rows.map((row, i) => html`<tr data-row=${rowKey(row, keys)}>
          ${fields.map((field, f) => this.#name(field, row, f))}
          ${this.metrics.map((name, m) => this.#cell(name, rowKey(row, keys), row[keys + m], before[i]?.[keys + m], most[m]))}
          ${this.trend ? html`<td class="trend">${this.#trend(row.slice(0, keys))}</td>` : nothing}
        </tr>`)}</tbody>
        ${totals && rows.length > 1 ? html`<tfoot><tr>
          <th scope="row" colspan=${keys}>${data.truncated ? 'All, listed or not' : 'All'}</th>
          ${this.metrics.map((name, m) => html`<td class="number" data-figure="${this.name}/total/${name}" data-value=${totals[m] ?? ''}>${this.#write(name, totals[m])}</td>`)}
          ${this.trend ? html`<td></td>` : nothing}
        </tr></tfoot>` : nothing}
      </table>
    </div>`;
  }

  #head(name, label) {
    const { by, dir } = this.order();
    const on = by === name;
    const number = this.metrics.includes(name);
    const first = number ? 'desc' : 'asc';
    const next = on && dir === first ? { by, dir: first === 'desc' ? 'asc' : 'desc' } : { by: name, dir: first };
    return html`<th scope="col" class=${number ? 'number' : ''} aria-sort=${on ? `${dir}ending` : nothing}>
      <button title="Sort by ${label.toLowerCase()}" @click=${() => this.#sort(next)}>${label}<span aria-hidden="true">${on ? (dir === 'desc' ? ' ↓' : ' ↑') : ''}</span></button>
    </th>`;
  }

  #sort(order) {
    const text = writeOrder(order);
    view.change({ params: { [this.param]: text === this.usual ? null : text, at: null } });
  }

  #trend(values) {
    const text = values.map((value, i) => fieldValue(this.#fields()[i], value)).join(', ');
    const label = `Requests of ${text} over the period`;
    const numbers = this.trend(...values) ?? [];
    return this.drawTrend ? this.drawTrend(numbers, label) : sparkline(numbers, null, label);
  }

  /** A value; behind the last one of a group is the way to its details, with what is said of it. */
  #name(field, row, at) {
    const fields = this.#fields();
    const value = row[at];
    const text = fieldValue(field, value);
    const filter = is(field, value);
    const group = [...fields.map((name, i) => is(name, row[i])), ...(this.common ?? [])];
    const whole = fields.map((name, i) => fieldValue(name, row[i])).join(', ');
    const [, method, path] = field === 'route' ? (/^([A-Z]+) (.*)$/.exec(text) ?? []) : [];
    const label = method ? html`<span class="method">${method}</span> ${path}` : text;
    return html`<th scope="row"><span class="group-name">
      ${this.link && value !== null
        ? html`<a class="link plain" href=${this.link(value)} title=${text}>${label}</a>`
        : html`<button class="link plain ${value === null ? 'unknown' : ''}" title=${text} aria-pressed=${has(view.get('filters'), filter)} @click=${() => selectMark([filter])}>${label}</button>`}
      ${at < fields.length - 1
        ? nothing
        : html`<button class="icon-button details" title="Details" aria-label="Details of ${whole}" @click=${() => showMark({ filters: group })}>${icon('right')}</button>`}
      ${at === 0 && this.badge ? this.badge(row) : nothing}
    </span></th>`;
  }

  #cell(name, key, figure, earlier, most) {
    const changed = this.changes?.includes(name) ? changeText(name, figure, earlier) : nothing;
    const { kind, better } = METRICS[name];
    const time = kind === 'time';
    const before = !this.against && earlier !== undefined && earlier !== null && !time ? `before: ${metric(name, earlier)}` : '';
    const fails = kind === 'percent' && better === 'down' && figure > MANY_FAIL;
    return html`<td class="number ${most > 0 ? 'with-bar' : ''} ${fails ? 'fails' : ''}" title=${time && figure ? dateTime(figure, view.zone) : before}>
      ${changed === nothing || time ? nothing : html`<small>${changed}</small>`}
      <span data-figure="${this.name}/${key}/${name}" data-value=${figure ?? ''}>${this.#write(name, figure)}</span>
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
