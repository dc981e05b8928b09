/** What is told of a request: the names of logs and exports, in their order, with the field that filters by each. */
import { bytes, duration, fieldValue, NONE, preciseTime } from '../parts/format.js';

const of = (name, label, group, { field = name, kind = 'text' } = {}) => ({ name, label, group, field, kind });

export const COLUMNS = [
  of('id', 'Id', 'Record', { field: null, kind: 'number' }),
  of('created_at', 'Time', 'Request', { field: null, kind: 'time' }),
  of('received_at', 'Received', 'Record', { field: null, kind: 'time' }),
  of('framework', 'Framework', 'Application'),
  of('privacy_level', 'Privacy level', 'Record', { kind: 'number' }),
  of('service', 'Service', 'Application'),
  of('environment', 'Environment', 'Application'),
  of('instance', 'Instance', 'Application'),
  of('version', 'App version', 'Application'),
  of('status', 'Status', 'Request', { kind: 'status' }),
  of('response_time_us', 'Response time', 'Request', { field: null, kind: 'duration' }),
  of('request_bytes', 'Request size', 'Request', { field: null, kind: 'bytes' }),
  of('response_bytes', 'Response size', 'Request', { field: null, kind: 'bytes' }),
  of('weight', 'Weight', 'Record', { kind: 'number' }),
  of('hostname', 'Hostname', 'Request'),
  of('ip_address', 'Address', 'Caller'),
  of('location', 'Location', 'Caller'),
  of('path', 'Path', 'Request', { kind: 'code' }),
  of('route', 'Template', 'Request', { kind: 'code' }),
  of('user_agent', 'User agent', 'Caller'),
  of('method', 'Method', 'Request'),
  of('error', 'Error', 'Request'),
  of('user_id', 'User id', 'Caller'),
  of('user_group', 'User group', 'Caller'),
  of('session_id', 'Session', 'Caller'),
  of('referrer', 'Referrer', 'Request'),
  of('trace_id', 'Trace', 'Request', { kind: 'code' }),
  of('client', 'Client', 'Caller'),
  of('os', 'OS', 'Caller'),
  of('device', 'Device', 'Caller'),
  of('traffic', 'Traffic kind', 'Caller'),
  of('api_version', 'API version', 'Request'),
  of('operation', 'Route', 'Request', { field: 'route', kind: 'code' }),
  of('route_rule', 'Route by rule', 'Request', { field: null, kind: 'code' }),
];

const USUAL = ['created_at', 'method', 'path', 'status', 'response_time_us', 'service', 'user_id', 'client', 'location'];

/** In a table, what is looked at first stands first. */
const TABLE_ORDER = [...USUAL, ...COLUMNS.map(({ name }) => name).filter((name) => !USUAL.includes(name))];

const BY_NAME = new Map(COLUMNS.map((column) => [column.name, column]));

/** The columns that a parameter of the URL names; the usual ones where it names none. */
export function chosenColumns(text) {
  const names = text.split(',').filter((name) => BY_NAME.has(name));
  const chosen = names.length > 0 ? names : USUAL;
  return TABLE_ORDER.filter((name) => chosen.includes(name)).map((name) => BY_NAME.get(name));
}

/** How the URL names them; empty where they are the usual ones. */
export function columnsText(names) {
  const ordered = TABLE_ORDER.filter((name) => names.includes(name));
  return ordered.join() === USUAL.join() ? '' : ordered.join(',');
}

export const isRight = ({ kind }) => ['number', 'duration', 'bytes'].includes(kind);

export function columnText({ name, kind }, value, zone) {
  if (value === null || value === undefined) return NONE;
  if (kind === 'time') return preciseTime(value, zone);
  if (kind === 'duration') return duration(value / 1000);
  if (kind === 'bytes') return bytes(value);
  return fieldValue(name, value);
}
