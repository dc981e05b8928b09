/**
 * What is shown: the one state of the dashboard. It stands in the URL, so that a link shows the same, Back
 * works, and equal views have equal URLs; what is as usual is left out of it.
 */
import { hiddenRoutes } from './caller.js';
import { bounds, BROWSER_ZONE, COMPARISONS, isZone, PERIODS } from './periods.js';
import { has, is, read, without, write } from './filters.js';

const USUAL = {
  page: '',
  period: '7d',
  from: '',
  to: '',
  zone: '',
  compare: 'previous_period',
  users: 'id_or_address',
  live: true,
  filters: [],
  switches: [],
  hidden: [],
  shown: [],
  search: '',
  selection: null,
  params: {},
};

/** Each switch is one filter, but for query strings, which the query cuts itself. */
export const SWITCHES = [
  ['404', 'Without 404', { field: 'status', op: 'is_not', value: 404 }],
  ['crawlers', 'Without crawlers', { field: 'traffic', op: 'is_not', value: 'crawler' }],
  ['monitors', 'Without monitors', { field: 'traffic', op: 'is_not', value: 'monitor' }],
  ['query-strings', 'Without query strings', null],
];

/** Stands for all routes that the project hides; the change that shows them. */
const ALL = '*';
export const SHOW_HIDDEN = { shown: [ALL] };

const base = document.documentElement.dataset.base ?? '';
const root = `${base}/dashboard`;

/** Marks a step of the history that this page made. */
const INSIDE = 'footfall';

export class View extends EventTarget {
  #state = USUAL;
  #now = Date.now();
  /** Grows each time that the same question is to be asked again. */
  round = 0;

  constructor() {
    super();
    this.#state = parse(location);
    addEventListener('popstate', () => this.#set(parse(location)));
  }

  get(name) {
    return this.#state[name];
  }

  get zone() {
    return this.#state.zone || BROWSER_ZONE;
  }

  param(name, usual = '') {
    return this.#state.params[name] ?? usual;
  }

  /** A parameter that is one of `choices`, [value, label] each; the first is as usual, and not in the URL. */
  choice(name, choices) {
    const value = this.param(name);
    return choices.some(([each]) => each === value) ? value : choices[0][0];
  }

  /** Changes what is named; `replace` leaves no step for Back. Of `params`, a null takes one away. */
  change(changes, { replace = false } = {}) {
    const next = { ...this.#state, ...changes };
    if (changes.page !== undefined && changes.page !== this.#state.page) {
      next.selection = changes.selection ?? null;
      next.params = changes.params ?? {};
    } else if (changes.params) {
      next.params = { ...this.#state.params, ...changes.params };
    }
    const url = format(next);
    if (url !== location.pathname + location.search) {
      history[replace ? 'replaceState' : 'pushState'](replace ? history.state : INSIDE, '', url);
    }
    this.#set(next);
  }

  /** The URL of this view with changes. */
  url(changes = {}) {
    const next = { ...this.#state, ...changes };
    if (changes.page !== undefined && changes.page !== this.#state.page) {
      next.params = changes.params ?? {};
      next.selection = changes.selection ?? null;
    }
    return format(next);
  }

  /** Goes to a URL of the dashboard. */
  open(url) {
    if (url !== location.href) history.pushState(INSIDE, '', url);
    this.#set(parse(location));
  }

  /** One step back, but not out of the dashboard. */
  back() {
    if (history.state === INSIDE) history.back();
  }

  /** How long ago the period ended, in ms; 0 of one that does not go on with the clock. */
  get age() {
    return ['custom', 'all'].includes(this.#state.period) ? 0 : Date.now() - this.#now;
  }

  /** Asks everything again, up to this moment. */
  refresh() {
    this.#now = Date.now();
    this.round++;
    this.dispatchEvent(new Event('change'));
  }

  /** What the page itself is about: one route's page, or one user's, shows nothing else. */
  about() {
    const { page, params } = this.#state;
    return ['route', 'user'].includes(page) && params[page] ? [is(page, params[page])] : [];
  }

  /** The routes that the project hides, but for those that this view shows or is about. */
  hiddenRoutes() {
    const { filters, shown } = this.#state;
    if (this.showsHidden) return [];
    const wanted = [...this.about(), ...filters]
      .filter(({ field, op }) => field === 'route' && (op === 'is' || op === 'in'))
      .flatMap(({ value }) => value);
    const isWanted = (route) => wanted.some((each) => each === route || each.endsWith(` ${route}`));
    return hiddenRoutes().filter((route) => !shown.includes(route) && !isWanted(route));
  }

  /** The routes that are left out, by the project or by this view. */
  leftOut() {
    return [...new Set([...this.hiddenRoutes(), ...this.#state.hidden])];
  }

  /** Whether this view shows all routes that the project hides. */
  get showsHidden() {
    return this.#state.shown.includes(ALL);
  }

  /** The filters in force: the page's own, chips, switches and hidden routes. */
  filters() {
    const { filters, switches } = this.#state;
    const about = this.about();
    return [
      ...about,
      ...filters.filter((filter) => !has(about, filter)),
      ...SWITCHES.filter(([name, , filter]) => filter && switches.includes(name)).map(([, , f]) => f),
      ...this.leftOut().map((route) => ({ field: 'route', op: 'is_not', value: route })),
    ];
  }

  /** The body of a query for this view. Names given as undefined are left out. */
  query(question) {
    const { period, from, to, search, users, compare, switches } = this.#state;
    const { extra = [], ...rest } = question;
    const body = {
      ...(period === 'custom' ? { from, to } : bounds(period, this.zone, this.#now)),
      zone: this.zone,
      filters: [...this.filters(), ...extra],
      search,
      users: users === USUAL.users ? undefined : users,
      without_query_strings: switches.includes('query-strings') || undefined,
      compare: compare === 'none' || period === 'all' ? undefined : compare,
      ...rest,
    };
    if (body.filters.length === 0) delete body.filters;
    if (!body.search) delete body.search;
    return body;
  }

  get compares() {
    return this.#state.compare !== 'none' && this.#state.period !== 'all';
  }

  #set(next) {
    const before = this.#state;
    this.#state = next;
    if (before.period !== next.period || before.from !== next.from) this.#now = Date.now();
    this.dispatchEvent(new Event('change'));
  }
}

function parse({ pathname, search }) {
  const query = new URLSearchParams(search);
  const take = (name) => {
    const values = query.getAll(name);
    query.delete(name);
    return values;
  };
  const one = (name, allowed) => {
    const [value] = take(name);
    return value !== undefined && allowed(value) ? value : USUAL[name];
  };
  const filters = (name) => take(name).map(read).filter((filter) => filter !== null);
  const isTime = (text) => !Number.isNaN(Date.parse(text));
  const state = {
    page: pathname.startsWith(`${root}/`) ? pathname.slice(root.length + 1) : '',
    period: one('period', (name) => PERIODS.some(([id]) => id === name)),
    from: one('from', isTime),
    to: one('to', isTime),
    zone: one('zone', isZone),
    compare: one('compare', (name) => COMPARISONS.some(([id]) => id === name)),
    users: one('users', (name) => ['id_and_address', 'address'].includes(name)),
    live: one('live', (value) => value === 'off') === true,
    filters: filters('filter').reduce((all, f) => (has(all, f) ? all : [...all, f]), []),
    switches: take('without').filter((name) => SWITCHES.some(([id]) => id === name)),
    hidden: take('hide').filter((route) => route !== ''),
    shown: take('unhide').filter((route) => route !== ''),
    search: one('search', () => true),
    selection: readSelection(filters('select'), one('select-from', isTime), one('select-to', isTime)),
  };
  if (state.from && state.to) state.period = 'custom';
  return { ...state, params: Object.fromEntries(query) };
}

function readSelection(filters, from, to) {
  if (filters.length === 0 && !(from && to)) return null;
  return from && to ? { filters, from, to } : { filters };
}

function format(state) {
  const query = new URLSearchParams();
  const { period, from, to, selection, params } = state;
  if (period === 'custom') {
    query.set('from', from);
    query.set('to', to);
  } else if (period !== USUAL.period) {
    query.set('period', period);
  }
  for (const name of ['zone', 'compare', 'users']) {
    if (state[name] !== USUAL[name]) query.set(name, state[name]);
  }
  if (!state.live) query.set('live', 'off');
  for (const filter of state.filters) query.append('filter', write(filter));
  for (const [name] of SWITCHES) if (state.switches.includes(name)) query.append('without', name);
  for (const route of state.hidden) query.append('hide', route);
  for (const route of state.shown) query.append('unhide', route);
  if (state.search) query.set('search', state.search);
  for (const filter of selection?.filters ?? []) query.append('select', write(filter));
  if (selection?.from) {
    query.set('select-from', selection.from);
    query.set('select-to', selection.to);
  }
  for (const name of Object.keys(params).sort()) {
    if (params[name] !== null && params[name] !== '') query.set(name, params[name]);
  }
  return addressOf({ page: state.page, query: query.toString() });
}

/** The address of a page with a query, as those of saved views are. */
export const addressOf = ({ page, query }) => root + (page && `/${page}`) + (query && `?${query}`);

export const view = new View();

/** Where the context panel lies over the page, and not beside it. */
export const narrow = matchMedia('(max-width: 1180px)');

/**
 * Selects a mark: its filters come into force and the context panel tells of it, where that does not cover
 * the page; again: takes both back.
 */
export function selectMark(filters) {
  const now = view.get('filters');
  const on = filters.every((filter) => has(now, filter));
  const rest = filters.reduce(without, now);
  if (on) view.change({ filters: rest, selection: null });
  else view.change({ filters: [...rest, ...filters], selection: narrow.matches ? null : { filters } });
}

/** Shows a mark in the context panel without filtering by it; `from` and `to` when it is a time. */
export const showMark = (selection) => view.change({ selection });
