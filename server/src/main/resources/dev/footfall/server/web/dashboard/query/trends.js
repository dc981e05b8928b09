/** The requests of each of an answer's groups over time, asked together and told apart by their values. */
import { times } from '../charts/time-axis.js';
import { timeIn } from '../state/periods.js';
import { column, Panel } from './panel.js';

const CELLS = 10_000;
const VALUES = 1000;

export class Trends {
  #panel;
  #fields;
  #read = null;

  /** `fields` gives what the groups are, `answer` the answer that lists them, `question` what else is asked. */
  constructor(host, { fields, answer, buckets, question = () => ({}) }) {
    this.#fields = fields;
    this.#panel = new Panel(host, () => {
      const { rows, range } = answer() ?? {};
      if (!rows || rows.length === 0 || fields().some((field, i) => column(answer(), field) !== i)) return null;
      const { extra = [], ...rest } = question();
      return { metrics: ['requests'], dimensions: [...fields(), timeIn(range.from, range.to, buckets)], limit: CELLS, compare: undefined, ...rest, extra: [...extra, ...this.#among(rows)] };
    });
  }

  /** What is not known no list of values can name: such a field is not narrowed. */
  #among(rows) {
    return this.#fields()
      .map((field, i) => ({ field, op: 'in', value: [...new Set(rows.map((row) => row[i]))] }))
      .filter(({ value }) => !value.includes(null) && value.length <= VALUES);
  }

  /** Of the group with these values; null while they are not known. */
  of(...values) {
    const { data } = this.#panel;
    if (!data || this.#panel.stale || column(data, 'time') !== values.length) return null;
    if (this.#read?.data !== data) this.#read = { data, times: times(data), groups: groups(data, values.length) };
    const found = this.#read.groups.get(JSON.stringify(values));
    return this.#read.times.map((time) => found?.get(time) ?? 0);
  }
}

function groups(data, keys) {
  const found = new Map();
  for (const row of data.rows) {
    const key = JSON.stringify(row.slice(0, keys));
    if (!found.has(key)) found.set(key, new Map());
    found.get(key).set(row[keys], row[keys + 1]);
  }
  return found;
}
