/** Response times over time as the band between the median and the 95th percentile. */
import { duration } from '../parts/format.js';
import { buckets, GRID, timeAxis, times, valueAxis } from './time-axis.js';
import { palette } from './theme.js';
import { tip, tooltip } from './tip.js';

export function band(data, width) {
  const all = times(data);
  const marks = buckets(data, all);
  const [p50, p95] = ['p50', 'p95'].map((name) => data.rows.map((row) => row[data.columns.findIndex((c) => c.name === name)]));
  const { accent, bar } = palette();
  const line = { type: 'line', showSymbol: all.length < 3, symbolSize: 4, emphasis: { disabled: true } };
  const rows = (i) => [[bar, 'p95', duration(p95[i])], [accent, 'p50', duration(p50[i])]];
  const known = p95.filter((value) => value !== null);
  return {
    option: {
      grid: { ...GRID, top: 6 },
      xAxis: timeAxis(data, all, width),
      yAxis: valueAxis(duration),
      series: [
        { ...line, name: 'p50', stack: 'band', data: p50, color: accent, lineStyle: { width: 1.8 } },
        { ...line, name: 'p95', stack: 'band', data: p95.map((value, i) => (value === null ? null : value - p50[i])), color: bar, lineStyle: { width: 1, color: accent, opacity: 0.5 }, areaStyle: { color: bar, opacity: 0.9 } },
      ],
      tooltip: tooltip(([first]) => tip(marks[first.dataIndex].text, rows(first.dataIndex))),
    },
    marks: marks.map((mark, i) => ({ text: `${mark.text}: p50 ${duration(p50[i])}, p95 ${duration(p95[i])}`, selection: { filters: [], from: mark.from, to: mark.to } })),
    legend: [{ label: 'p50', colour: accent }, { label: 'p50 to p95', colour: bar }],
    summary: known.length === 0 ? 'Too few requests for percentiles.' : `p95 between ${duration(Math.min(...known))} and ${duration(Math.max(...known))}.`,
  };
}
