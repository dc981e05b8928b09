import { html, nothing } from 'lit';
import { curl, explain } from '../query/api.js';
import { fieldLabel, metricLabel, METRICS } from '../state/fields.js';
import { is, has } from '../state/filters.js';
import { selectMark, showMark, view } from '../state/view.js';
import { compact, count, fieldValue, metric, percent } from './format.js';
import { icon } from './icon.js';
import { PanelElement } from './panel-element.js';

const SHOWN = 8;

/** Which groups of a field a change comes from, those included that were there before only. */
class Movers extends PanelElement {
  static properties = { field: {}, metric: {} };

  question() {
    return view.compares ? { metric: this.metric, dimensions: [this.field], limit: SHOWN } : null;
  }

  send(...question) {
    return explain(...question);
  }

  curl() {
    return curl(this.panel.body, '/api/v1/explain');
  }

  get isTable() {
    return true;
  }

  #moves() {
    return this.panel.data.dimensions[0]?.rows.filter(({ contribution }) => contribution !== 0) ?? [];
  }

  table() {
    const columns = [this.#by, 'before', 'now', 'contribution', 'of_change'].map((name) => ({ name }));
    return { columns, rows: this.#moves().map(({ value, before, now, contribution, of_change: part }) => [value, before, now, contribution, part]) };
  }

  /** The field that the answer is about. */
  get #by() {
    return this.panel.data.dimensions[0]?.name ?? this.field;
  }

  skeleton() {
    return view.compares ? super.skeleton() : html`<div class="message"><p>Choose a comparison to see what changed.</p></div>`;
  }

  note() {
    const { explained, now, slower_than: threshold, note, metric: name } = this.panel.data;
    return [
      note ? `≈ ${note}` : '',
      threshold === undefined || !explained ? '' : `Told by the requests slower than ${metric(name, threshold)}, the ${metricLabel(name)} before; now it is ${metric(name, now)}.`,
    ].filter(Boolean).join(' ');
  }

  figure() {
    const { explained, dimensions, metric: name } = this.panel.data;
    if (!explained) return html`<div class="message"><p>There is nothing to compare with: one of the two periods has no ${metricLabel(name).toLowerCase()}.</p></div>`;
    const moves = this.#moves();
    const others = dimensions[0]?.others;
    if (moves.length === 0) return html`<div class="message"><p>Nothing moved it: there is one ${fieldLabel(this.#by).toLowerCase()} only, or all stayed as they were.</p></div>`;
    return html`<div class="table movers"><table>
      <thead><tr><th scope="col">${fieldLabel(this.#by)}</th><th scope="col" class="number">Before</th><th scope="col" class="number">Now</th><th scope="col" class="number">Moved it by</th></tr></thead>
      <tbody>${moves.map((row) => this.#row(row))}</tbody>
      <tfoot>${others ? this.#sum('others', `${count(others.values)} ${others.values === 1 ? 'other' : 'others'}`, others.before, others.now, others.contribution) : nothing}
        ${this.#sum('total', 'All', explained.before, explained.now, explained.change)}</tfoot>
    </table></div>`;
  }

  /** What the rows leave out, and what they add up to with it. */
  #sum(of, text, before, now, change) {
    const name = `${this.name}/${of}`;
    return html`<tr class=${of}>
      <th scope="row">${text}</th>
      <td class="number quiet" data-figure="${name}/before" data-value=${before ?? ''}>${this.#write(before)}</td>
      <td class="number" data-figure="${name}/${this.metric}" data-value=${now ?? ''}>${this.#write(now)}</td>
      <td class="number"><span class="change ${this.#tone(change)}" data-figure="${name}/contribution" data-value=${change}>${this.#difference(change)}</span></td>
    </tr>`;
  }

  #row({ value, now, before, contribution, of_change: part }) {
    const filter = is(this.#by, value);
    const text = fieldValue(this.#by, value);
    const name = `${this.name}/${value ?? 'unknown'}`;
    const share = part === null ? nothing : `${percent(part * 100).replace('-', '−')} of the change`;
    return html`<tr>
      <th scope="row" class="text"><button class="link plain" title=${text} aria-pressed=${has(view.get('filters'), filter)} @click=${() => selectMark([filter])}>${text}</button></th>
      <td class="number quiet" data-figure="${name}/before" data-value=${before ?? ''}>${this.#write(before)}</td>
      <td class="number" data-figure="${name}/${this.metric}" data-value=${now ?? ''}>${this.#write(now)}</td>
      <td class="number" title=${share}><span class="change ${this.#tone(contribution)}" data-figure="${name}/contribution" data-value=${contribution}>${this.#difference(contribution)}</span>
        <button class="icon-button details" aria-label="Details of ${text}" @click=${() => showMark({ filters: [filter] })}>${icon('right')}</button></td>
    </tr>`;
  }

  #tone(contribution) {
    const { better } = METRICS[this.metric];
    return better && contribution !== 0 ? ((contribution > 0) === (better === 'up') ? 'good' : 'bad') : '';
  }

  /** Of a percentile, rows are the percentage of its slow requests. */
  get #inPercent() {
    return this.panel.data.slower_than !== undefined || METRICS[this.panel.data.metric].kind === 'percent';
  }

  #write(value) {
    return this.#inPercent ? percent(value) : compact(value);
  }

  /** The difference of two percentages is in points. */
  #difference(value) {
    const size = Math.abs(value);
    const text = this.#inPercent ? `${size.toFixed(size < 0.1 ? 2 : 1)} pp` : compact(size);
    return `${value > 0 ? '+' : value < 0 ? '−' : ''}${text}`;
  }
}

customElements.define('footfall-movers', Movers);
