/** What became of the requests: each bucket's success, client errors and server errors as parts of a whole. */
import { percent } from '../parts/format.js';
import { buckets, GRID, timeAxis, times, valueAxis } from './time-axis.js';
import { palette } from './theme.js';
import { tip, tooltip } from './tip.js';

const PARTS = [
  ['success_rate', 'Success', 'status-2xx'],
  ['client_error_rate', 'Client errors', 'status-4xx'],
  ['server_error_rate', 'Server errors', 'status-5xx'],
];

export const STRIP_METRICS = PARTS.map(([name]) => name);

export function strip(data, width) {
  const all = times(data);
  const marks = buckets(data, all);
  const colours = palette();
  const parts = PARTS.map(([name, label, colour]) => {
    const at = data.columns.findIndex((c) => c.name === name);
    return { label, colour: colours[colour], rates: data.rows.map((row) => row[at]) };
  });
  const rows = (i) => parts.map(({ label, colour, rates }) => [colour, label, percent(rates[i])]);
  const known = parts[0].rates.filter((rate) => rate !== null);
  return {
    option: {
      grid: { ...GRID },
      xAxis: timeAxis(data, all, width),
      yAxis: valueAxis((value) => `${value}%`, { max: 100, interval: 50 }),
      series: parts.map(({ label, colour, rates }) => ({ name: label, type: 'bar', stack: 'all', data: rates, color: colour, barCategoryGap: all.length > 100 ? '10%' : '20%', emphasis: { disabled: true } })),
      tooltip: tooltip(([first]) => tip(marks[first.dataIndex].text, rows(first.dataIndex))),
    },
    marks: marks.map((mark, i) => ({
      text: `${mark.text}: ${rows(i).map(([, label, text]) => `${label} ${text}`).join(', ')}`,
      selection: { filters: [], from: mark.from, to: mark.to },
    })),
    legend: parts.map(({ label, colour }) => ({ label, colour })),
    summary: known.length === 0 ? 'No requests.' : `The success rate is ${percent(Math.min(...known))} at the lowest.`,
  };
}
