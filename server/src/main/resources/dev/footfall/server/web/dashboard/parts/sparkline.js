import { nothing, svg, html } from 'lit';

const WIDTH = 120;
const HEIGHT = 32;

/** A small line of one measure over time, and of what it was before. */
export function sparkline(values, before, label) {
  const missing = (v) => v === null || v === undefined;
  const all = [...values, ...(before ?? [])].filter((v) => !missing(v));
  if (all.length === 0) return nothing;
  const top = Math.max(...all);
  const bottom = Math.min(...all, top > 0 ? Math.min(...all) : 0);
  const span = top - bottom || 1;
  const x = (i, n) => (n > 1 ? (i / (n - 1)) * WIDTH : 0);
  const y = (v) => HEIGHT - 2 - ((v - bottom) / span) * (HEIGHT - 4);
  const path = (list) => {
    let drawing = '';
    let pen = 'M';
    list.forEach((v, i) => {
      if (missing(v)) pen = 'M';
      else {
        drawing += `${pen}${x(i, list.length).toFixed(1)} ${y(v).toFixed(1)}`;
        pen = 'L';
      }
    });
    return drawing;
  };
  /** Values between two gaps, of which no line tells. */
  const dots = (list) => list.map((v, i) => (!missing(v) && missing(list[i - 1]) && missing(list[i + 1]) ? `M${x(i, list.length).toFixed(1)} ${y(v).toFixed(1)}h0` : '')).join('');
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${before ? svg`<path class="before" d=${path(before)}></path><path class="before dots" d=${dots(before)}></path>` : nothing}
    <path class="now" d=${path(values)}></path><path class="now dots" d=${dots(values)}></path>
  </svg>`;
}
