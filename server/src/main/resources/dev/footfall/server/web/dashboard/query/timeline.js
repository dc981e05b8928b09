/**
 * What a user did, newest first: a page of their requests and events in one order. Each of the two is read by its own
 * cursor; the URL's parameter `after` holds both.
 */
import { call, log } from './api.js';
import { parameters } from './selection.js';
import { seesAll } from '../state/caller.js';
import { view } from '../state/view.js';

const LIMIT = 40;
const ORDER = 'created_at descending';

/** Times as they are compared: all have the same number of digits. */
const exact = (time) => {
  const [, second, fraction = ''] = /^([^.Z]*)(?:\.(\d+))?Z$/.exec(time);
  return `${second}.${fraction.padEnd(6, '0')}`;
};

export class Timeline {
  #host;
  #ask;
  #asked = '';
  #round = -1;
  #abort = null;

  /** loading: nothing to show yet; ready; failed. What is shown stays while another page loads. */
  state = 'loading';
  busy = false;
  entries = [];
  error = null;
  /** The parameter of the next page; null where this is the last. */
  next = null;
  /** Why there are no events, where they cannot be had. */
  withoutEvents = '';

  /** `ask` gives the user's id, null where they have none. */
  constructor(host, ask) {
    this.#host = host;
    this.#ask = ask;
    host.addController(this);
  }

  hostUpdate() {
    if (!this.#host.isConnected) return;
    const { from, to, ...lasting } = view.query({ compare: undefined });
    const time = view.get('period') === 'custom' ? [from, to] : view.get('period');
    const asked = JSON.stringify([lasting, time, this.#ask(), view.param('after'), view.param('kinds')]);
    if (asked === this.#asked && view.round === this.#round) return;
    this.#asked = asked;
    this.#round = view.round;
    this.#read();
  }

  hostDisconnected() {
    this.#abort?.abort();
    this.#asked = '';
  }

  retry() {
    this.state = 'loading';
    this.#read();
  }

  async #read() {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    const [request, event] = view.param('after').split('.');
    const kinds = view.param('kinds', 'all');
    try {
      const [requests, events] = await Promise.all([
        kinds === 'events' ? NOTHING : log({ ...parameters(view.query({})), ...this.#page(request) }, signal),
        kinds === 'requests' ? NOTHING : this.#events(event, signal),
      ]);
      if (signal.aborted) return;
      this.#merge(requests, events, request, event);
      this.error = null;
      this.state = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  #page = (cursor) => ({ ...(cursor ? { ending_before: cursor } : {}), order_by: ORDER, limit: LIMIT });

  #events(cursor, signal) {
    const user = this.#ask();
    this.withoutEvents = !seesAll()
      ? 'Events are shown to whoever sees all requests.'
      : user ? '' : 'Events name a user by an id, which this one has not.';
    if (this.withoutEvents) return NOTHING;
    const { from, to, zone } = parameters(view.query({}));
    const wanted = Object.entries({ user_id: user, from, to, zone, ...this.#page(cursor) }).filter(([, value]) => value !== undefined);
    return call(`/api/v1/logs/events?${new URLSearchParams(wanted)}`, { signal });
  }

  #merge(requests, events, request, event) {
    const all = [
      ...requests.data.map((row) => ({ kind: 'request', row, at: exact(row.created_at) })),
      ...events.data.map((row) => ({ kind: 'event', row, at: exact(row.created_at) })),
    ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    // A stream that has more than it gave ends the page where what it gave ends.
    this.entries = all.slice(0, LIMIT);
    const last = (kind, former) => this.entries.findLast((entry) => entry.kind === kind)?.row.id ?? former ?? '';
    const more = all.length > LIMIT || requests.has_more || events.has_more;
    this.next = more ? `${last('request', request)}.${last('event', event)}` : null;
  }
}

const NOTHING = { data: [], has_more: false };
