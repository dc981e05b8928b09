/** Response times over time: a line for each percentile, on an axis of powers of ten. */
import { duration } from '../parts/format.js';
import { metricLabel } from '../state/fields.js';
import { line, NO_PERCENTILES, tooFew } from './lines.js';
import { exponent, logAxis } from './log-axis.js';
import { buckets, GRID, timeAxis, times } from './time-axis.js';
import { palette } from './theme.js';
import { tip, tooltip } from './tip.js';

export const PERCENTILES = ['p50', 'p95', 'p99'];

const COLOURS = { p50: 'accent', p95: 'series-3', p99: 'series-4' };

export function percentiles(data, width) {
  const all = times(data);
  const marks = buckets(data, all);
  const colours = palette();
  const lines = PERCENTILES.map((name) => {
    const at = data.columns.findIndex((c) => c.name === name);
    return { label: metricLabel(name), colour: colours[COLOURS[name]], values: data.rows.map((row) => row[at]) };
  });
  const values = lines.flatMap((each) => each.values);
  if (values.every((value) => value === null)) return { nothing: NO_PERCENTILES };
  const rows = (i) => lines.map(({ label, colour, values }) => [colour, label, duration(values[i])]).reverse();
  const p95 = lines[1].values;
  const worst = p95.reduce((best, value, i) => (value !== null && (best < 0 || value > p95[best]) ? i : best), -1);
  return {
    option: {
      grid: { ...GRID },
      xAxis: timeAxis(data, all, width),
      yAxis: logAxis(values),
      series: lines.map(({ label, colour, values }, i) => line(values.map(exponent), colour, { name: label, width: i === 0 ? 1.8 : 1.4 })),
      tooltip: tooltip(([first]) => tip(marks[first.dataIndex].text, rows(first.dataIndex))),
    },
    marks: marks.map((mark, i) => ({
      text: `${mark.text}: ${rows(i).map(([, label, text]) => `${label} ${text}`).join(', ')}`,
      selection: { filters: [], from: mark.from, to: mark.to },
    })),
    legend: lines.map(({ label, colour }) => ({ label, colour })),
    note: tooFew(data, 'p95'),
    summary: `The p95 is highest at ${marks[worst].text}: ${duration(p95[worst])}.`,
  };
}
