/** Asks one question for a component, anew whenever what it asks changes or new records came. */
import { lookAgain, query } from './api.js';
import { view } from '../state/view.js';

/** The components that are known not to be on the screen. */
const outOfSight = new WeakSet();

const screen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) outOfSight.delete(target);
    else outOfSight.add(target);
  }
  lookAgain();
});

const tab = Math.random().toString(36).slice(2, 10);
let panels = 0;

export class Panel {
  #host;
  #ask;
  #send;
  #later;
  #drawnIn;
  #drawn;
  #asked = '';
  #round = -1;
  #abort = null;
  #id = `${tab}-${++panels}`;

  /** loading: nothing to show yet; ready; empty: nothing matched; failed; idle: nothing to ask. */
  state = 'idle';
  /** What is shown answers an earlier question, the new one is under way. */
  stale = false;
  data = null;
  error = null;
  body = null;

  /**
   * `ask` gives the question, as `view.query` takes it, or null where there is none to ask yet; `send` is the
   * call that answers it. What may come `later` waits for all else that is on the screen. `drawnIn` selects the
   * part of a component that the answer is drawn in, where that is not all of it.
   */
  constructor(host, ask, { send = query, later = false, drawnIn = null } = {}) {
    this.#host = host;
    this.#ask = ask;
    this.#send = send;
    this.#later = later;
    this.#drawnIn = drawnIn;
    this.#drawn = host;
    host.addController(this);
  }

  hostUpdate() {
    if (!this.#host.isConnected) return;
    const question = this.#ask();
    if (!question) {
      this.#abort?.abort();
      this.#asked = '';
      this.state = 'idle';
      this.stale = false;
      this.data = null;
      return;
    }
    this.body = view.query(question);
    const asked = JSON.stringify([this.body, view.get('period')], (name, value) => this.#moves(question, name) ? undefined : value);
    if (asked === this.#asked && view.round === this.#round) return;
    this.stale = asked !== this.#asked;
    this.#asked = asked;
    this.#round = view.round;
    this.#run();
  }

  /** A named period goes on with the clock: that alone is no reason to ask anew. */
  #moves(question, name) {
    return (name === 'from' || name === 'to') && question[name] === undefined && view.get('period') !== 'custom';
  }

  hostConnected() {
    screen.observe(this.#host);
    screen.observe(this.#drawn);
  }

  hostUpdated() {
    if (!this.#drawnIn) return;
    const part = this.#host.querySelector(this.#drawnIn) ?? this.#host;
    if (part === this.#drawn) return;
    if (this.#drawn !== this.#host) screen.unobserve(this.#drawn);
    screen.observe(part);
    this.#drawn = part;
  }

  hostDisconnected() {
    screen.unobserve(this.#host);
    screen.unobserve(this.#drawn);
    this.#abort?.abort();
    this.#asked = '';
  }

  retry() {
    this.state = 'loading';
    this.error = null;
    this.#host.requestUpdate();
    this.#run();
  }

  async #run() {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    if (!this.data) this.state = 'loading';
    try {
      const data = await this.#send({ ...this.body, id: this.#id }, abort.signal, () => !this.#later && !outOfSight.has(this.#drawn));
      if (abort.signal.aborted) return;
      this.data = data;
      this.error = null;
      // Who is gone was there before.
      this.state = data.records === 0 && this.body.groups !== 'gone' ? 'empty' : 'ready';
    } catch (error) {
      if (abort.signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    }
    this.stale = false;
    this.#host.requestUpdate();
  }
}

/** The place of a column of this name in an answer's rows; -1 where it has none. */
export const column = (data, name) => data.columns.findIndex((c) => c.name === name);

/** A metric's total, which without dimensions is the one row, and what it was in the comparison. */
export function total(data, metric) {
  const own = column(data, metric);
  if (!data.totals) return { now: data.rows[0]?.[own] ?? null, before: data.comparison?.rows[0]?.[own] ?? null };
  const dimensions = data.columns.length - (data.totals?.length ?? 0);
  const at = own - dimensions;
  return { now: data.totals?.[at] ?? null, before: data.comparison?.totals?.[at] ?? null };
}
