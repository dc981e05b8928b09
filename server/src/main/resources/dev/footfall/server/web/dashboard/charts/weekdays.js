import { html, nothing, svg } from 'lit';
import { compact, WEEKDAYS } from '../parts/format.js';
import { arrows } from '../parts/arrows.js';
import { PanelElement } from '../parts/panel-element.js';
import { has, is } from '../state/filters.js';
import { selectMark, view } from '../state/view.js';

/** Requests by weekday; the dashed line is what it was before. */
class Weekdays extends PanelElement {
  question() {
    return { metrics: ['requests'], dimensions: ['weekday'], order: [{ by: 'weekday', dir: 'asc' }], limit: 7 };
  }

  figure() {
    const { rows, comparison } = this.panel.data;
    const now = new Map(rows);
    const earlier = new Map(comparison?.rows ?? []);
    const most = Math.max(1, ...now.values(), ...earlier.values());
    return html`<div class="columns" @keydown=${arrows('button')}>
      ${WEEKDAYS.map((day, i) => {
        const filter = is('weekday', i + 1);
        const n = now.get(i + 1) ?? 0;
        const before = earlier.get(i + 1);
        return html`<button aria-pressed=${has(view.get('filters'), filter)} title="${day}: ${compact(n)} requests${before ? `, ${compact(before)} before` : ''}" @click=${() => selectMark([filter])}>
          <span data-figure="${this.name}/${i + 1}/requests" data-value=${n}>${compact(n)}</span>
          <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
            ${svg`<rect x="0.6" width="8.8" y=${100 - (n / most) * 100} height=${(n / most) * 100}></rect>`}
            ${before ? svg`<line x1="0" x2="10" y1=${100 - (before / most) * 100} y2=${100 - (before / most) * 100}></line>` : nothing}
          </svg>
          <span class="day">${day.slice(0, 3)}</span>
        </button>`;
      })}
    </div>`;
  }
}

customElements.define('footfall-weekdays', Weekdays);
