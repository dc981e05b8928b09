/** The buckets of an answer over time as marks of a chart: where they begin and end, and what stands below them. */
import { range } from '../parts/format.js';
import { allBuckets } from './all-buckets.js';
import { palette } from './theme.js';

/** The beginnings of all buckets, in order. */
export function times(data) {
  const at = data.columns.findIndex((c) => c.name === 'time');
  const known = [...new Set(data.rows.map((row) => row[at]))];
  return allBuckets(data.range, known);
}

/** Each bucket with its bounds, of the first and the last only what lies within the period. */
export function buckets(data, all = times(data)) {
  const { from, to, zone } = data.range;
  const later = (a, b) => (Date.parse(a) > Date.parse(b) ? a : b);
  return all.map((time, i) => {
    const [begin, end] = [i === 0 ? later(time, from) : time, all[i + 1] ?? to];
    return { from: new Date(begin).toISOString(), to: new Date(end).toISOString(), text: range(begin, end, zone), whole: end !== to || i === 0 };
  });
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const STEPS = [
  [5, 'minute'], [10, 'minute'], [15, 'minute'], [30, 'minute'],
  [1, 'hour'], [2, 'hour'], [3, 'hour'], [6, 'hour'], [12, 'hour'],
  [1, 'day'], [2, 'day'], [7, 'day'], [14, 'day'], [1, 'month'], [3, 'month'], [6, 'month'], [12, 'month'],
];

/** Whether a label stands at this bucket: local times are read from the text, which has them in the zone. */
function onStep(text, [size, unit], week) {
  const [year, month, day, hour, minute] = text.match(/\d+/g).map(Number);
  if (unit === 'minute') return minute % size === 0;
  if (unit === 'hour') return minute === 0 && hour % size === 0;
  if (unit === 'day') return (week || (hour === 0 && minute === 0)) && (size === 1 || Math.floor(Date.UTC(year, month - 1, day) / 864e5 + 3) % size === 0);
  return (week ? day <= 7 : day === 1 && hour === 0) && (month - 1) % size === 0;
}

function labelText(text, unit) {
  const [year, month, day, hour, minute] = text.match(/\d+/g).map(Number);
  if (unit === 'month') return month === 1 ? String(year) : MONTHS[month - 1];
  if (hour === 0 && minute === 0) return `${day} ${MONTHS[month - 1]}`;
  return unit === 'day' ? `${day} ${MONTHS[month - 1]}` : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** So much of a label is to the right of its bucket's middle, in pixels. */
const HALF_LABEL = 20;

/** An axis of categories, one for each bucket, with a label at round times where there is room for it. */
export function timeAxis(data, all, width, { labels = true } = {}) {
  const week = data.range.bucket === '1w';
  const room = Math.max(2, Math.floor(width / 64));
  const step = STEPS.find((each) => all.filter((time) => onStep(time, each, week)).length <= room) ?? STEPS.at(-1);
  const shown = new Set(all.map((time, i) => (onStep(time, step, week) ? i : -1)));
  const few = all.length <= room;
  const behind = (i) => ((all.length - i - 0.5) / all.length) * (width - GRID.left - GRID.right) + GRID.right;
  const here = (i) => few || (shown.has(i) && behind(i) >= HALF_LABEL);
  return {
    type: 'category',
    data: all,
    boundaryGap: true,
    axisLine: { lineStyle: { color: palette().line } },
    axisTick: { show: labels, alignWithLabel: true, interval: here, lineStyle: { color: palette().line } },
    axisLabel: { show: labels, interval: here, color: palette().quiet, fontSize: 11, hideOverlap: true, formatter: (text) => labelText(text, few && step[1] !== 'minute' && data.range.bucket !== '1d' ? 'hour' : step[1]) },
  };
}

export function valueAxis(write, rest = {}) {
  return {
    type: 'value',
    splitNumber: 3,
    axisLabel: { color: palette().quiet, fontSize: 11, formatter: write },
    splitLine: { lineStyle: { color: palette()['line-soft'] } },
    ...rest,
  };
}

export const GRID = { left: 52, right: 12, top: 8, bottom: 24 };
