/** The colours of the style sheet for what is drawn on a canvas, and ECharts itself, loaded once. */

let colours = null;

addEventListener('footfall-theme', () => (colours = null));

const NAMES = ['surface', 'text', 'quiet', 'line', 'line-soft', 'control', 'accent', 'accent-soft', 'bar', 'band', 'before', 'status-1xx', 'status-2xx', 'status-3xx', 'status-4xx', 'status-5xx', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6', 'series-7', 'series-other'];

export function palette() {
  if (!colours) {
    const style = getComputedStyle(document.documentElement);
    colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }
  return colours;
}

/** The colour of a value among others of its field. */
export function seriesColour(field, value, at) {
  if (field === 'status_class') return palette()[`status-${value ?? '1xx'}`];
  return palette()[`series-${(at % 7) + 1}`];
}

let library = null;

export const echarts = () => (library ??= import('echarts'));

/** Resolves when the page has had its first figures, so that a chart's library never delays them. */
export const idle = () =>
  new Promise((resolve) => (globalThis.requestIdleCallback ?? ((done) => setTimeout(done, 50)))(resolve, { timeout: 300 }));

export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
