import { html, nothing, svg } from 'lit';
import { hourText, compact } from '../parts/format.js';
import { arrows } from '../parts/arrows.js';
import { PanelElement } from '../parts/panel-element.js';
import { has, is } from '../state/filters.js';
import { selectMark, view } from '../state/view.js';

const INNER = 34;
const OUTER = 92;

const point = (hour, radius) => {
  const angle = (hour / 24) * 2 * Math.PI - Math.PI / 2;
  return `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
};

const wedge = (hour, radius) =>
  `M${point(hour, INNER)}L${point(hour, radius)}A${radius} ${radius} 0 0 1 ${point(hour + 1, radius)}L${point(hour + 1, INNER)}A${INNER} ${INNER} 0 0 0 ${point(hour, INNER)}Z`;

/** Requests by the hour of the day, as the face of a clock with 24 hours. */
class Hours extends PanelElement {
  question() {
    return { metrics: ['requests'], dimensions: ['hour'], order: [{ by: 'hour', dir: 'asc' }], limit: 24 };
  }

  figure() {
    const { rows, comparison } = this.panel.data;
    const now = new Map(rows);
    const earlier = new Map(comparison?.rows ?? []);
    const most = Math.max(1, ...rows.map(([, n]) => n), ...earlier.values());
    const radius = (n) => INNER + (OUTER - INNER) * Math.sqrt((n ?? 0) / most);
    const busiest = rows.reduce((a, b) => (b[1] > a[1] ? b : a));
    return html`<svg class="clock" viewBox="-116 -112 232 224" role="group" aria-label="Requests by hour; the busiest is ${hourText(busiest[0])} with ${compact(busiest[1])}" @keydown=${arrows('[role="button"]')}>
      ${svg`<circle r=${OUTER}></circle><circle r=${INNER}></circle>`}
      ${[...Array(24).keys()].map((hour) => {
        const filter = is('hour', hour);
        const text = `${hourText(hour)}: ${compact(now.get(hour) ?? 0)} requests${earlier.size > 0 ? `, ${compact(earlier.get(hour) ?? 0)} before` : ''}`;
        const choose = () => selectMark([filter]);
        return svg`<g role="button" tabindex="0" aria-label=${text} aria-pressed=${has(view.get('filters'), filter)} data-figure="${this.name}/${hour}/requests" data-value=${now.get(hour) ?? 0}
            @click=${choose} @keydown=${(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), choose())}>
          <title>${text}</title>
          <path d=${wedge(hour, radius(now.get(hour)))}></path>
          ${earlier.get(hour) ? svg`<path class="before" d="M${point(hour, radius(earlier.get(hour)))}A${radius(earlier.get(hour))} ${radius(earlier.get(hour))} 0 0 1 ${point(hour + 1, radius(earlier.get(hour)))}"></path>` : nothing}
        </g>`;
      })}
      ${[0, 6, 12, 18].map((hour) => {
        const [x, y] = point(hour, OUTER + 12).split(' ');
        return svg`<text x=${x} y=${y}>${hour}</text>`;
      })}
    </svg>`;
  }
}

customElements.define('footfall-hours', Hours);
