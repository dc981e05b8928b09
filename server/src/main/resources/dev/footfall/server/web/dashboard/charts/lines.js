/** Lines over time, and what is said where a percentile has too few records. */
import { count } from '../parts/format.js';

export const NO_PERCENTILES = 'Percentiles need five requests in a bucket; none has as many.';

/** A line with a gap where there is no value. A value between two gaps has no line: it is a dot. */
export function line(values, colour, { width = 1.8, ...rest } = {}) {
  const missing = (i) => (values[i] ?? null) === null;
  return {
    type: 'line',
    data: values.map((value, i) => (!missing(i) && missing(i - 1) && missing(i + 1) ? { value, symbol: 'circle' } : value)),
    color: colour,
    symbol: 'none',
    symbolSize: 5,
    showAllSymbol: true,
    lineStyle: { width },
    emphasis: { disabled: true },
    ...rest,
  };
}

/** How many buckets of an answer, or points of its groups, have requests, but too few for this percentile. */
export function tooFew(data, percentile, what = 'bucket') {
  const [value, requests] = [percentile, 'requests'].map((name) => data.columns.findIndex((c) => c.name === name));
  const n = data.rows.filter((row) => row[value] === null && row[requests] > 0).length;
  if (n === 0) return '';
  return n === 1 ? `1 ${what} has fewer than 5 requests and shows none.` : `${count(n)} ${what}s have fewer than 5 requests and show none.`;
}
