/** The chips of the filter bar: the query's own filters, and how they stand in the URL. */
import { fieldLabel, isField, isNumber, operators, OPERATOR_LABELS } from './fields.js';
import { fieldValue } from '../parts/format.js';

export const is = (field, value) =>
  value === null || value === undefined ? { field, op: 'unknown' } : { field, op: 'is', value };

/** What any value satisfies, and a missing one does not: of texts, and of numbers. */
const KNOWN = [{ op: 'matches', value: '*' }, { op: 'gte', value: -1e15 }];

export const isNot = (field, value) =>
  value === null || value === undefined ? { field, ...KNOWN[isNumber(field) ? 1 : 0] } : { field, op: 'is_not', value };

export const same = (a, b) => write(a) === write(b);
export const has = (filters, filter) => filters.some((f) => same(f, filter));
export const without = (filters, filter) => filters.filter((f) => !same(f, filter));

/** Adds the filter; where it is there already, takes it away. */
export const toggle = (filters, filter) =>
  has(filters, filter) ? without(filters, filter) : [...filters, filter];

/** The values of a list as one text, with commas between; `splitList` takes it apart again. */
export const joinList = (values, comma = ',') => values.map(escape).join(comma);

const escape = (text) => String(text).replace(/[\\,]/g, '\\$&');

export function splitList(text) {
  const parts = [''];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && i + 1 < text.length) parts[parts.length - 1] += text[++i];
    else if (text[i] === ',') parts.push('');
    else parts[parts.length - 1] += text[i];
  }
  return parts.filter((part) => part !== '');
}

/** A filter as it stands in the URL: `status_class.in.4xx,5xx`. */
export function write({ field, op, value }) {
  if (op === 'unknown') return `${field}.${op}`;
  return `${field}.${op}.${op === 'in' ? joinList(value) : value}`;
}

/** What `write` wrote; null where it is no filter, as of a URL typed by hand. */
export function read(text) {
  const [, field, op, , rest] = /^([a-z_]+)\.([a-z_]+)(\.([^]*))?$/.exec(text) ?? [];
  if (!isField(field) || !operators(field).includes(op)) return null;
  if (op === 'unknown') return { field, op };
  const value = op === 'in' ? splitList(rest ?? '').map((v) => typed(field, v)) : typed(field, rest ?? '');
  return value === null || value === '' || (op === 'in' && (value.length === 0 || value.includes(null)))
    ? null
    : { field, op, value };
}

/** A value as the query wants it: a number where the field is one; null where it is none. */
export function typed(field, text) {
  if (!isNumber(field)) return text;
  if (field === 'status' && /^[1-5]xx$/.test(text)) return text;
  if (String(text).trim() === '' || !Number.isFinite(Number(text))) return null;
  return Number(text);
}

export function describe({ field, op, value }) {
  if (KNOWN.some((known) => known.op === op && known.value === value)) return { field: fieldLabel(field), op: 'is known', value: '' };
  const values = op === 'in' ? value.map((v) => fieldValue(field, v)).join(', ') : fieldValue(field, value);
  return { field: fieldLabel(field), op: OPERATOR_LABELS[op], value: op === 'unknown' ? '' : values };
}

export const sentence = (filter) => {
  const { field, op, value } = describe(filter);
  return `${field.toLowerCase()} ${op} ${value}`.trim();
};
