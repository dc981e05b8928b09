/** Groups of a field over time: a circle for each bucket of a group, as large as it has requests. */
import { compact, fieldValue, percent } from '../parts/format.js';
import { is } from '../state/filters.js';
import { buckets, GRID, timeAxis, times } from './time-axis.js';
import { palette } from './theme.js';
import { tip, tooltip } from './tip.js';

export const SCATTER_METRICS = ['requests', 'error_rate', 'users'];

const SMALLEST = 3;
const RATES = [
  [5, 'Errors under 5%', 'status-2xx'],
  [20, '5–20%', 'status-4xx'],
  [Infinity, 'over 20%', 'status-5xx'],
];

const rateColour = (rate) => RATES.find(([limit]) => (rate ?? 0) < limit)[2];

/**
 * `values` are the groups from top to bottom; `colour` is `error_rate` or `users`; `selection` the mark that is
 * selected.
 */
export const scatter = (field, values, colour, selection) => (data, width) => {
  const all = times(data);
  const marks = buckets(data, all);
  const column = new Map(all.map((time, i) => [time, i]));
  const row = new Map(values.map((value, i) => [value, i]));
  const at = Object.fromEntries(data.columns.map((c, i) => [c.name, i]));
  const points = data.rows
    .filter((each) => column.has(each[at.time]) && row.has(each[at[field]]))
    .map((each) => ({
      place: [column.get(each[at.time]), row.get(each[at[field]])],
      value: each[at[field]],
      requests: each[at.requests],
      rate: each[at.error_rate],
      users: each[at.users],
    }))
    .sort((a, b) => a.place[1] - b.place[1] || a.place[0] - b.place[0]);
  const most = Math.max(1, ...points.map((point) => point.requests));
  const mostUsers = Math.max(1, ...points.map((point) => point.users));
  const names = values.map((value) => fieldValue(field, value));
  const labels = Math.min(width < 520 ? 108 : width < 900 ? 180 : 236, 12 + 7 * Math.max(0, ...names.map((name) => name.length)));
  const cell = (width - labels - 24) / Math.max(1, all.length);
  const largest = Math.min(22, Math.max(9, cell * 1.15));
  const colours = palette();
  const look = ({ rate, users }) =>
    colour === 'users' ? { color: colours.accent, opacity: 0.15 + 0.8 * Math.sqrt(users / mostUsers) } : { color: colours[rateColour(rate)], opacity: 0.82 };
  const rows = ({ requests, rate, users }) => [
    [null, 'Requests', compact(requests)],
    [null, 'Error rate', percent(rate)],
    [null, 'Users', compact(users)],
  ];
  const selected = (point) =>
    selection?.from === marks[point.place[0]].from && selection.filters.some((f) => f.field === field && (f.value ?? null) === point.value);
  return {
    option: {
      grid: { ...GRID, left: labels + 12, right: 16, top: 12 },
      xAxis: { ...timeAxis(data, all, width - labels - 40), splitLine: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: true, lineStyle: { color: colours['line-soft'] } },
        axisLabel: { color: colours.text, fontSize: width < 520 ? 10 : 11.5, width: labels, overflow: 'truncate', interval: 0 },
      },
      series: [
        {
          type: 'scatter',
          data: points.map((point) => ({
            value: point.place,
            symbolSize: SMALLEST + (largest - SMALLEST) * Math.sqrt(point.requests / most),
            itemStyle: { ...look(point), borderColor: selected(point) ? colours.text : colours.surface, borderWidth: selected(point) ? 2 : 0.5 },
          })),
          emphasis: { scale: 1.25, itemStyle: { borderColor: colours.text, borderWidth: 1.5 } },
        },
      ],
      tooltip: {
        ...tooltip(({ dataIndex }) => tip(`${fieldValue(field, points[dataIndex].value)}, ${marks[points[dataIndex].place[0]].text}`, rows(points[dataIndex]))),
        trigger: 'item',
      },
    },
    marks: points.map((point) => {
      const { from, to, text } = marks[point.place[0]];
      return {
        text: `${fieldValue(field, point.value)}, ${text}: ${rows(point).map(([, label, figure]) => `${label} ${figure}`).join(', ')}`,
        selection: { filters: [is(field, point.value)], from, to },
      };
    }),
    places: points.map((point) => point.place),
    columns: marks.map(({ from, to }) => ({ filters: [], from, to })),
    legend:
      colour === 'users'
        ? [{ label: `Strongest: ${compact(mostUsers)} users`, colour: colours.accent }]
        : RATES.map(([, label, name]) => ({ label, colour: colours[name] })),
    summary: summary(field, points, marks),
  };
};

function summary(field, points, marks) {
  if (points.length === 0) return 'No requests.';
  const name = (point) => `${fieldValue(field, point.value)}, ${marks[point.place[0]].text}`;
  const largest = points.reduce((a, b) => (b.requests > a.requests ? b : a));
  const worst = points.reduce((a, b) => ((b.rate ?? 0) > (a.rate ?? 0) ? b : a));
  return `Most requests: ${name(largest)}, ${compact(largest.requests)}. Highest error rate: ${name(worst)}, ${percent(worst.rate)}.`;
}
