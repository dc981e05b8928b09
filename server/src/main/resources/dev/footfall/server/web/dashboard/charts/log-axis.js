/** Response times on an axis of powers of ten. */
import { duration } from '../parts/format.js';
import { valueAxis } from './time-axis.js';

/** Of a time of nothing at all a logarithm has no place. */
const LEAST = 0.01;

/** Where a time stands on the axis; null of none. */
export const exponent = (ms) => ((ms ?? null) === null ? null : Math.log10(Math.max(LEAST, ms)));

/** An axis that has room for these times, of which some are known. */
export function logAxis(times) {
  const exponents = times.map(exponent).filter((each) => each !== null);
  return valueAxis((each) => duration(Number((10 ** each).toPrecision(3))).replace(/\.0+ /, ' '), {
    min: Math.floor(Math.min(...exponents)),
    max: Math.ceil(Math.max(...exponents) + 0.01),
    interval: 1,
  });
}
