/** A page of the requests that the view shows, in the order that was chosen; pages by cursor, both ways. */
import { log, query } from './api.js';
import { parameters } from './selection.js';
import { view } from '../state/view.js';

export const SORTS = [['newest', 'Newest'], ['oldest', 'Oldest'], ['slowest', 'Slowest'], ['fastest', 'Fastest']];

const ORDERS = {
  newest: ['created_at', 'descending'],
  oldest: ['created_at', 'ascending'],
  slowest: ['response_time', 'descending'],
  fastest: ['response_time', 'ascending'],
};
/** How logs and exports call it. */
export const orderBy = (sort) => ORDERS[sort].join(' ');

const TURNED = { ascending: 'descending', descending: 'ascending' };
const LIMIT = 50;

const cursorsNow = () => JSON.stringify([view.param('after'), view.param('before')]);
const NO_CURSORS = '["",""]';

/** The microsecond after a time: what was created from then on is newer. */
function justAfter(time) {
  const micros = Number((/\.(\d+)/.exec(time)?.[1] ?? '').padEnd(6, '0').slice(0, 6)) + 1;
  const second = new Date(Date.parse(time) - (Date.parse(time) % 1000) + (micros === 1e6 ? 1000 : 0));
  return `${second.toISOString().slice(0, 19)}.${String(micros % 1e6).padStart(6, '0')}Z`;
}

export class RequestList {
  #host;
  #asked = '';
  #question = '';
  #cursors = NO_CURSORS;
  #round = 0;
  #abort = null;

  /** loading: nothing to show yet; ready; failed. What is shown stays while the next page loads. */
  state = 'loading';
  busy = false;
  rows = [];
  error = null;
  /** Whether there are requests before and after these. */
  earlier = false;
  later = false;
  /** How many newer ones came since. */
  fresh = 0;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  get sort() {
    return view.choice('sort', SORTS);
  }

  hostUpdate() {
    if (!this.#host.isConnected) return;
    const { from, to, ...lasting } = view.query({ compare: undefined });
    const custom = view.get('period') === 'custom' ? [from, to] : view.get('period');
    const question = JSON.stringify([lasting, custom, this.sort]);
    const other = this.#question !== '' && question !== this.#question;
    this.#question = question;
    if (other && this.#cursors === cursorsNow() && this.#cursors !== NO_CURSORS) {
      view.change({ params: { after: null, before: null } }, { replace: true });
    }
    this.#cursors = cursorsNow();
    const asked = question + this.#cursors;
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.reload();
    } else if (view.round !== this.#round) {
      this.#round = view.round;
      this.#lookForNewer();
    }
  }

  hostDisconnected() {
    this.#abort?.abort();
    this.#asked = '';
  }

  async reload() {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    this.#round = view.round;
    try {
      const [after, before] = [view.param('after'), view.param('before')];
      let { data, has_more } = await this.#read(before || after, Boolean(before), LIMIT, signal);
      let backward = Boolean(before);
      if (backward && !has_more) {
        ({ data, has_more } = await this.#read('', false, LIMIT, signal));
        backward = false;
      }
      this.rows = data;
      this.earlier = backward ? has_more : Boolean(after);
      this.later = backward || has_more;
      this.fresh = 0;
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

  /** Those behind the cursor in this order, or those ahead of it. */
  async #read(cursor, ahead, limit, signal) {
    const [by, usual] = ORDERS[this.sort];
    const direction = ahead ? TURNED[usual] : usual;
    const place = cursor ? { [direction === 'ascending' ? 'starting_after' : 'ending_before']: cursor } : {};
    const answer = await log({ ...parameters(view.query({})), ...place, order_by: `${by} ${direction}`, limit }, signal);
    if (ahead) answer.data.reverse();
    return answer;
  }

  /** The request before (-1) or after (1) this one; null where there is none. */
  async neighbour(id, step) {
    const at = this.rows.findIndex((row) => row.id === id);
    const near = at >= 0 ? this.rows[at + step] : undefined;
    if (near) return near;
    const { data } = await this.#read(id, step < 0, 1);
    return data[0] ?? null;
  }

  async #lookForNewer() {
    if (this.state !== 'ready' || this.busy || this.sort !== 'newest' || this.earlier) return;
    if (this.rows.length === 0) {
      this.reload();
      return;
    }
    const body = view.query({ metrics: ['requests'], compare: undefined, from: justAfter(this.rows[0].created_at) });
    if (body.to && Date.parse(body.to) <= Date.parse(body.from)) return;
    const asked = this.#asked;
    try {
      const { records } = await query(body);
      if (asked !== this.#asked || this.busy) return;
      this.fresh = records;
      this.#host.requestUpdate();
    } catch {
      // The list stays as it is; the next look may tell.
    }
  }
}
