import { html, nothing } from 'lit';
import { Panel } from '../query/panel.js';
import { is, has } from '../state/filters.js';
import { fieldLabel, metricLabel, METRICS } from '../state/fields.js';
import { selectMark, showMark, view } from '../state/view.js';
import { compact, fieldValue, metric } from './format.js';
import { icon } from './icon.js';
import { PanelElement } from './panel-element.js';
import { changeText } from './ranking.js';

const SHOWN = 8;
const LIMIT = 1000;

/** Which groups of a field changed most against the comparison, those included that were there before only. */
class Movers extends PanelElement {
  static properties = { field: {}, metric: {} };

  /** The same question of the earlier period: what is gone is not among the rows of this one. */
  #before = new Panel(this, () => {
    const earlier = this.panel.data?.comparison;
    return earlier && { ...this.#ask(), from: earlier.from, to: earlier.to, compare: undefined };
  });

  #ask() {
    return { metrics: [this.metric], dimensions: [this.field], limit: LIMIT };
  }

  question() {
    return view.compares ? this.#ask() : null;
  }

  skeleton() {
    return view.compares ? super.skeleton() : html`<div class="message"><p>Choose a comparison to see what changed.</p></div>`;
  }

  #moves() {
    const { rows, comparison } = this.panel.data;
    const known = new Set(rows.map(([value]) => value));
    const all = rows.map(([value, now], i) => ({ value, now, before: comparison?.rows[i]?.[1] ?? null }));
    for (const [value, before] of this.#before.data?.rows ?? []) {
      if (!known.has(value) && !this.panel.data.truncated) all.push({ value, now: METRICS[this.metric].kind === 'count' ? 0 : null, before });
    }
    const size = ({ now, before }) => Math.abs((now ?? 0) - (before ?? 0));
    const comparable = METRICS[this.metric].kind === 'count' ? all : all.filter((move) => move.now !== null && move.before !== null);
    return comparable.filter((move) => size(move) > 0).sort((a, b) => size(b) - size(a)).slice(0, SHOWN);
  }

  figure() {
    const moves = this.#moves();
    if (moves.length === 0) return html`<div class="message"><p>Nothing changed against the period compared with.</p></div>`;
    const write = (value) => (METRICS[this.metric].kind === 'count' ? compact(value) : metric(this.metric, value));
    return html`<div class="table movers"><table>
      <thead><tr><th scope="col">${fieldLabel(this.field)}</th><th scope="col" class="number">Before</th><th scope="col" class="number">Now</th><th scope="col" class="number">Change</th></tr></thead>
      <tbody>${moves.map(({ value, now, before }) => {
        const filter = is(this.field, value);
        const text = fieldValue(this.field, value);
        return html`<tr>
          <th scope="row" class="text"><button class="link plain" title=${text} aria-pressed=${has(view.get('filters'), filter)} @click=${() => selectMark([filter])}>${text}</button></th>
          <td class="number quiet" data-figure="${this.name}/${value ?? 'unknown'}/before" data-value=${before ?? ''}>${write(before)}</td>
          <td class="number" data-figure="${this.name}/${value ?? 'unknown'}/${this.metric}" data-value=${now ?? ''}>${write(now)}</td>
          <td class="number">${now === 0 ? html`<span class="change">gone</span>` : changeText(this.metric, now, before)}
            <button class="icon-button details" aria-label="Details of ${text}" @click=${() => showMark({ filters: [filter] })}>${icon('right')}</button></td>
        </tr>`;
      })}</tbody>
    </table></div>
    ${this.panel.data.truncated ? html`<p class="quiet small">Among the ${compact(LIMIT)} with the most ${metricLabel(this.metric).toLowerCase()}.</p>` : nothing}`;
  }
}

customElements.define('footfall-movers', Movers);
