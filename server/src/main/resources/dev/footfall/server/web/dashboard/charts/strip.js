/** How much succeeded, one cell for each bucket: the colour says how bad it was. */
import { percent } from '../parts/format.js';
import { buckets, GRID, timeAxis, times } from './time-axis.js';
import { palette } from './theme.js';
import { tip, tooltip } from './tip.js';

const STEPS = [[99, 'status-2xx', '99% and more'], [95, 'series-6', '95 to 99%'], [80, 'status-4xx', '80 to 95%'], [-1, 'status-5xx', 'under 80%']];

export function strip(data, width) {
  const all = times(data);
  const marks = buckets(data, all);
  const at = data.columns.findIndex((c) => c.name === 'success_rate');
  const rates = data.rows.map((row) => row[at]);
  const colours = palette();
  const colour = (rate) => (rate === null ? colours['line-soft'] : colours[STEPS.find(([least]) => rate >= least)[1]]);
  const known = rates.filter((rate) => rate !== null);
  return {
    option: {
      grid: { ...GRID, top: 4, bottom: 22 },
      xAxis: { ...timeAxis(data, all, width), axisLine: { show: false } },
      yAxis: { type: 'value', max: 1, show: false },
      series: [{ type: 'bar', barCategoryGap: all.length > 100 ? '8%' : '12%', data: rates.map((rate) => ({ value: 1, itemStyle: { color: colour(rate) } })), emphasis: { disabled: true } }],
      tooltip: tooltip(([first]) => tip(marks[first.dataIndex].text, [[colour(rates[first.dataIndex]), 'Success rate', percent(rates[first.dataIndex])]])),
    },
    marks: marks.map((mark, i) => ({ text: `${mark.text}: success rate ${percent(rates[i])}`, selection: { filters: [], from: mark.from, to: mark.to } })),
    legend: STEPS.map(([, name, label]) => ({ label, colour: colours[name] })),
    summary: known.length === 0 ? 'No requests.' : `Success rate at the lowest ${percent(Math.min(...known))}.`,
  };
}
