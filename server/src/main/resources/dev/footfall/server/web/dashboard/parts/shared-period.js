import { view } from '../state/view.js';
import { dateTime, range } from './format.js';

/** Of what time a share link shows records, in words. */
export function sharedPeriod({ from, to, last_days: days }) {
  if (days) return days === 1 ? 'the last day' : `the last ${days} days`;
  if (from && to) return range(from, to, view.zone);
  return from ? `from ${dateTime(from, view.zone)} on` : to ? `up to ${dateTime(to, view.zone)}` : 'all times';
}
