/** What share links are told to be. */
import { html } from 'lit';
import { sentence } from '../state/filters.js';
import { view } from '../state/view.js';
import { dateTime, range } from './format.js';

/** Of what time one shows records. */
export function sharedPeriod({ from, to, last_days: days }) {
  if (days) return days === 1 ? 'the last day' : `the last ${days} days`;
  if (from && to) return range(from, to, view.zone);
  return from ? `from ${dateTime(from, view.zone)} on` : to ? `up to ${dateTime(to, view.zone)}` : 'all times';
}

/** Its name, of what time it is, what else there is to know, and what breaks once it is revoked. */
export function toldLink(share) {
  const { name, filters, created_at: since, expires_at: until } = share;
  const kind = sharedPeriod(share);
  return {
    name,
    kind,
    facts: html`${filters.length > 0 ? html`Only where <b>${filters.map(sentence).join(' and ')}</b>` : 'No filter'}
      · ${kind} · made ${dateTime(since, view.zone)} · until ${dateTime(until, view.zone)}`,
    breaks: 'From then on it opens nothing, and whoever looks through it is signed out. There is no way back.',
  };
}
