/** How many requests took how long: a bar for each bin of the query's histogram, empty ones between included. */
import { compact, duration, percent } from '../parts/format.js';
import { GRID, valueAxis } from './time-axis.js';
import { palette } from './theme.js';
import { tip, tooltip } from './tip.js';

export const HISTOGRAM = 'histogram:response_time';

const BOUNDS = [0, ...[-1, 0, 1, 2, 3, 4].flatMap((power) => [1, 1.5, 2, 3, 5, 7].map((n) => Number((n * 10 ** power).toPrecision(2)))), 100_000];

const short = (ms) => duration(ms).replace(/\.0+ /, ' ').replace(/(\.\d*?)0+ /, '$1 ');

function bounds(low) {
  const high = BOUNDS[BOUNDS.indexOf(low) + 1];
  return high === undefined ? { text: `${short(low)} and more`, filters: [{ field: 'response_time', op: 'gte', value: low }] } : {
    text: `${low === 0 ? '0' : short(low)} to ${short(high)}`,
    filters: [...(low === 0 ? [] : [{ field: 'response_time', op: 'gte', value: low }]), { field: 'response_time', op: 'lt', value: high }],
  };
}

export function histogram(data, width) {
  const at = data.columns.findIndex((c) => c.name === 'requests');
  const now = new Map(data.rows.map((row) => [row[0], row[at]]));
  const earlier = data.comparison && new Map(data.comparison.rows.map((row) => [row[0], row[at]]));
  const seen = [...now.keys()].map((low) => BOUNDS.indexOf(low)).filter((i) => i >= 0);
  const bins = BOUNDS.slice(Math.min(...seen), Math.max(...seen) + 1);
  const total = data.rows.reduce((sum, row) => sum + row[at], 0);
  const places = bins.map(bounds);
  const { accent, before, line, quiet } = palette();
  const rows = (i) => [
    [accent, 'Requests', compact(now.get(bins[i]) ?? 0)],
    [null, 'Share', percent(((now.get(bins[i]) ?? 0) / total) * 100)],
    ...(earlier ? [[before, 'before', compact(earlier.get(bins[i]) ?? 0)]] : []),
  ];
  const bar = bins.reduce((best, low) => ((now.get(low) ?? 0) > (now.get(best) ?? 0) ? low : best), bins[0]);
  return {
    option: {
      grid: { ...GRID },
      xAxis: {
        type: 'category',
        data: bins.map((low) => (low === 0 ? '0' : short(low))),
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        axisLabel: { color: quiet, fontSize: 11, interval: Math.max(0, Math.ceil(bins.length / Math.max(2, width / 60)) - 1) },
      },
      yAxis: valueAxis(compact),
      series: [
        { name: 'Requests', type: 'bar', data: bins.map((low) => now.get(low) ?? 0), color: accent, barCategoryGap: '12%', emphasis: { disabled: true } },
        ...(earlier ? [{ name: 'before', type: 'line', step: 'middle', data: bins.map((low) => earlier.get(low) ?? 0), color: before, showSymbol: false, lineStyle: { width: 1.2, type: 'dashed' }, emphasis: { disabled: true } }] : []),
      ],
      tooltip: tooltip(([first]) => tip(places[first.dataIndex].text, rows(first.dataIndex))),
    },
    marks: places.map(({ text, filters }, i) => ({
      text: `${text}: ${rows(i).map(([, label, figure]) => `${label} ${figure}`).join(', ')}`,
      selection: { filters },
    })),
    summary: `Most requests took ${bounds(bar).text}: ${compact(now.get(bar))} of ${compact(total)}.`,
  };
}
