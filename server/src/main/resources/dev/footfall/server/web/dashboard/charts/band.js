/** Response times over time as the band between the median and the 95th percentile, on a logarithmic axis. */
import { duration } from '../parts/format.js';
import { line, NO_PERCENTILES, tooFew } from './lines.js';
import { exponent, logAxis } from './log-axis.js';
import { buckets, GRID, timeAxis, times } from './time-axis.js';
import { palette } from './theme.js';
import { tip, tooltip } from './tip.js';

export function band(data, width) {
  const all = times(data);
  const marks = buckets(data, all);
  const [p50, p95] = ['p50', 'p95'].map((name) => data.rows.map((row) => row[data.columns.findIndex((c) => c.name === name)]));
  const { accent, band: shade } = palette();
  const stacked = { stack: 'band', stackStrategy: 'all' };
  const rows = (i) => [[shade, 'p95', duration(p95[i])], [accent, 'p50', duration(p50[i])]];
  const known = p95.filter((value) => value !== null);
  if (known.length === 0) return { nothing: NO_PERCENTILES };
  return {
    option: {
      grid: { ...GRID },
      xAxis: timeAxis(data, all, width),
      yAxis: logAxis([...p50, ...p95]),
      series: [
        line(p50.map(exponent), accent, { ...stacked, name: 'p50' }),
        line(p95.map((value, i) => (value === null ? null : exponent(value) - exponent(p50[i]))), shade, {
          ...stacked,
          name: 'p95',
          itemStyle: { color: accent, opacity: 0.6 },
          lineStyle: { width: 1, color: accent, opacity: 0.6 },
          areaStyle: { color: shade, opacity: 0.6 },
        }),
      ],
      tooltip: tooltip(([first]) => tip(marks[first.dataIndex].text, rows(first.dataIndex))),
    },
    marks: marks.map((mark, i) => ({ text: `${mark.text}: p50 ${duration(p50[i])}, p95 ${duration(p95[i])}`, selection: { filters: [], from: mark.from, to: mark.to } })),
    legend: [{ label: 'p50', colour: accent }, { label: 'p50 to p95', colour: shade }],
    note: tooFew(data, 'p95'),
    summary: `p95 between ${duration(Math.min(...known))} and ${duration(Math.max(...known))}.`,
  };
}
