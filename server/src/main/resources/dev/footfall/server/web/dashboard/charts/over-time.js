/** A measure over time: stacked bars where it adds up, lines where it does not, split by a field or not. */
import { compact, fieldValue, metric } from '../parts/format.js';
import { METRICS, metricLabel } from '../state/fields.js';
import { is } from '../state/filters.js';
import { line, NO_PERCENTILES, tooFew } from './lines.js';
import { exponent, logAxis } from './log-axis.js';
import { buckets, GRID, timeAxis, times, valueAxis } from './time-axis.js';
import { palette, seriesColours } from './theme.js';
import { tip, tooltip } from './tip.js';

const NOTHING = { percent: 'There are no requests.', duration: NO_PERCENTILES };

/** `values` is the order of the groups; without it that of the rows. */
export const overTime = (name, split, values) => (data, width) => {
  const all = times(data);
  const marks = buckets(data, all);
  const at = data.columns.findIndex((c) => c.name === name);
  const groups = groupsOf(data, split, all, at, values);
  const write = (value) => metric(name, value);
  const short = (value) => (METRICS[name].kind === 'count' ? compact(value) : metric(name, value));
  const bars = name === 'requests';
  const isDuration = METRICS[name].kind === 'duration';
  if (groups.every(({ numbers }) => numbers.every((value) => value === null))) return { nothing: NOTHING[METRICS[name].kind] };
  const before = split ? null : data.comparison?.rows.map((row) => row[at]);
  const earlier = before ? all.map((_, i) => before[i] ?? null) : [];

  const bar = ({ label, colour, numbers }) => ({
    name: label,
    type: 'bar',
    stack: 'all',
    data: numbers.map((value, i) => (marks[i].whole ? value : { value, itemStyle: { opacity: 0.6 } })),
    color: colour,
    barCategoryGap: all.length > 100 ? '10%' : '20%',
    emphasis: { disabled: true },
  });
  const place = (numbers) => (isDuration ? numbers.map(exponent) : numbers);
  const series = groups.map((group) => (bars ? bar(group) : line(place(group.numbers), group.colour, { name: group.label })));
  if (before) {
    series.push(line(place(earlier), palette().before, { name: 'before', lineStyle: { width: 1.2, type: 'dashed' } }));
  }
  const rowsAt = (i) => {
    const rows = groups.map(({ label, colour, numbers }) => [colour, label, write(numbers[i])]).filter(([, , text]) => groups.length === 1 || text !== '–');
    if (before) rows.push([palette().before, 'before', write(before[i])]);
    return groups.length > 1 && bars ? rows.reverse() : rows;
  };
  return {
    option: {
      grid: { ...GRID },
      xAxis: timeAxis(data, all, width),
      yAxis: isDuration ? logAxis([...groups.flatMap(({ numbers }) => numbers), ...earlier]) : valueAxis(short, { max: METRICS[name].kind === 'percent' ? (value) => Math.min(100, Math.max(1, Math.ceil(value.max * 1.1))) : undefined }),
      series,
      tooltip: tooltip(([first]) => tip(marks[first.dataIndex].text, rowsAt(first.dataIndex))),
    },
    marks: marks.map((mark, i) => ({
      text: `${mark.text}: ${rowsAt(i).map(([, label, text]) => `${label} ${text}`).join(', ')}`,
      selection: { filters: [], from: mark.from, to: mark.to },
    })),
    legend: split ? groups.map(({ label, colour, filter }) => ({ label, colour, filter })) : undefined,
    note: isDuration ? tooFew(data, name, split ? 'point' : 'bucket') : '',
    summary: summary(name, groups, marks, write),
  };
};

function groupsOf(data, split, all, at, values) {
  const place = new Map(all.map((time, i) => [time, i]));
  const time = data.columns.findIndex((c) => c.name === 'time');
  const by = split ? data.columns.findIndex((c) => c.name === split) : -1;
  const found = new Map((values ?? []).map((value) => [value, null]));
  const empty = METRICS[data.columns[at].name].kind === 'count' ? 0 : null;
  for (const row of data.rows) {
    const value = split ? row[by] : '';
    if (!found.get(value)) found.set(value, all.map(() => empty));
    found.get(value)[place.get(row[time])] = row[at];
  }
  const list = [...found].filter(([, numbers]) => numbers !== null);
  if (split === 'status_class') list.sort(([a], [b]) => String(a).localeCompare(String(b)));
  const colours = split ? seriesColours(split, list.map(([value]) => value)) : null;
  return list.map(([value, numbers]) => ({
    label: split ? fieldValue(split, value) : metricLabel(data.columns[at].name),
    colour: colours?.get(value) ?? palette().accent,
    filter: split ? is(split, value) : null,
    numbers,
  }));
}

function summary(name, groups, marks, write) {
  if (groups.length > 1) return `${metricLabel(name)} over time in ${groups.length} groups: ${groups.map((group) => group.label).join(', ')}. The table has all numbers.`;
  const numbers = groups[0]?.numbers ?? [];
  const known = numbers.filter((value) => value !== null);
  if (known.length === 0) return 'No values.';
  const most = Math.max(...known);
  const least = Math.min(...known);
  return `${metricLabel(name)} over time: most ${write(most)} at ${marks[numbers.indexOf(most)].text}, least ${write(least)} at ${marks[numbers.indexOf(least)].text}.`;
}
