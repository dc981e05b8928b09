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

const SERIES = 7;

function hash(text) {
  let sum = 0;
  for (const character of text) sum = (Math.imul(sum, 31) + character.codePointAt(0)) >>> 0;
  return sum;
}

/**
 * A colour for each value of a field. It comes from the value alone, whatever its rank, so that it stays when the
 * period changes; of several with the same one, all but one take the next that is free.
 */
export function seriesColours(field, values) {
  if (field === 'status_class') return new Map(values.map((value) => [value, palette()[`status-${value ?? '1xx'}`]]));
  const own = (value) => hash(String(value)) % SERIES;
  const taken = new Map();
  const late = [];
  for (const value of [...values].sort((a, b) => (String(a) < String(b) ? -1 : 1))) {
    if (taken.has(own(value))) late.push(value);
    else taken.set(own(value), value);
  }
  const places = new Map([...taken].map(([place, value]) => [value, place]));
  for (const value of late) {
    let place = own(value);
    for (let i = 0; i < SERIES && taken.has(place); i++) place = (place + 1) % SERIES;
    taken.set(place, value);
    places.set(value, place);
  }
  return new Map(values.map((value) => [value, palette()[`series-${places.get(value) + 1}`]]));
}

let library = null;

export const echarts = () => (library ??= import('echarts'));

/** Resolves when the page has had its first figures, so that a chart's library never delays them. */
export const idle = () =>
  new Promise((resolve) => (globalThis.requestIdleCallback ?? ((done) => setTimeout(done, 50)))(resolve, { timeout: 300 }));

export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
