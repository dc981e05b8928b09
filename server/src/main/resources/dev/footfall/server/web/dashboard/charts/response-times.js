/** How many requests took how long: bins that grow with the time, as the query has them. */
import { compact, count } from '../parts/format.js';
import { GRID, valueAxis } from './time-axis.js';
import { palette } from './theme.js';
import { tip, tooltip } from './tip.js';

const STEPS = [1, 1.5, 2, 3, 5, 7];
const BOUNDS = [0, ...[0.1, 1, 10, 100, 1000, 10_000].flatMap((unit) => STEPS.map((step) => Number((step * unit).toPrecision(2)))), 100_000];

const short = (ms) => (ms === 0 ? '0' : ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);

export const askResponseTimes = () => ({
  metrics: ['requests'],
  dimensions: ['histogram:response_time'],
  order: [{ by: 'histogram:response_time', dir: 'asc' }],
  limit: 100,
  compare: undefined,
});

/** The filters that mean a bin's times. */
const between = (lower, upper) => [
  ...(lower > 0 ? [{ field: 'response_time', op: 'gte', value: lower }] : []),
  ...(upper === undefined ? [] : [{ field: 'response_time', op: 'lt', value: upper }]),
];

export function responseTimes(data, width) {
  const found = new Map(data.rows);
  const places = data.rows.map(([bound]) => BOUNDS.indexOf(bound));
  const bins = BOUNDS.slice(Math.min(...places), Math.max(...places) + 1);
  const { accent, line, quiet } = palette();
  const ends = bins.map((bound) => BOUNDS[BOUNDS.indexOf(bound) + 1]);
  const names = bins.map((bound, i) => (ends[i] === undefined ? `from ${short(bound)} on` : `${short(bound)} to ${short(ends[i])}`));
  const numbers = bins.map((bound) => found.get(bound) ?? 0);
  const every = Math.ceil((bins.length * 60) / Math.max(1, width - 64));
  const most = numbers.indexOf(Math.max(...numbers));
  return {
    option: {
      grid: { ...GRID },
      xAxis: {
        type: 'category',
        data: bins.map(short),
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        axisLabel: { color: quiet, fontSize: 11, interval: (i) => i % every === 0, hideOverlap: true },
      },
      yAxis: valueAxis(compact),
      series: [{ type: 'bar', data: numbers, color: accent, barCategoryGap: '8%', barMinHeight: 1, emphasis: { disabled: true } }],
      tooltip: tooltip(([first]) => tip(names[first.dataIndex], [[accent, 'Requests', count(numbers[first.dataIndex])]])),
    },
    marks: bins.map((bound, i) => ({ text: `${names[i]}: ${count(numbers[i])} requests`, selection: { filters: between(bound, ends[i]) } })),
    summary: `Most requests, ${count(numbers[most])}, took ${names[most]}; the slowest are in ${names.at(-1)}.`,
  };
}
