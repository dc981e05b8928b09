/** What can be filtered and grouped by: the query's fields with the words a person reads. */
const field = (name, label, kind, group, values) => ({ name, label, kind, group, values });

export const FIELDS = [
  field('route', 'Route', 'text', 'Request'),
  field('route_source', 'Route source', 'text', 'Request', ['sent', 'rule', 'guessed']),
  field('path', 'Path', 'text', 'Request'),
  field('method', 'Method', 'text', 'Request', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']),
  field('status', 'Status', 'number', 'Request'),
  field('status_class', 'Status class', 'text', 'Request', ['1xx', '2xx', '3xx', '4xx', '5xx']),
  field('response_time', 'Response time', 'number', 'Request'),
  field('api_version', 'API version', 'text', 'Request'),
  field('hostname', 'Hostname', 'text', 'Request'),
  field('error', 'Error', 'text', 'Request'),
  field('request_bytes', 'Request bytes', 'number', 'Request'),
  field('response_bytes', 'Response bytes', 'number', 'Request'),
  field('referrer', 'Referrer', 'text', 'Request'),
  field('trace_id', 'Trace', 'text', 'Request'),
  field('user', 'User', 'text', 'Caller'),
  field('user_id', 'User id', 'text', 'Caller'),
  field('user_group', 'User group', 'text', 'Caller'),
  field('ip_address', 'Address', 'text', 'Caller'),
  field('location', 'Location', 'text', 'Caller'),
  field('session_id', 'Session', 'text', 'Caller'),
  field('client', 'Client', 'text', 'Caller'),
  field('os', 'OS', 'text', 'Caller'),
  field('device', 'Device', 'text', 'Caller', ['desktop', 'mobile', 'tablet', 'tv', 'other']),
  field('traffic', 'Traffic kind', 'text', 'Caller', ['browser', 'api_client', 'crawler', 'monitor']),
  field('user_agent', 'User agent', 'text', 'Caller'),
  field('service', 'Service', 'text', 'Application'),
  field('version', 'App version', 'text', 'Application'),
  field('environment', 'Environment', 'text', 'Application'),
  field('instance', 'Instance', 'text', 'Application'),
  field('framework', 'Framework', 'text', 'Application'),
  field('weekday', 'Weekday', 'number', 'Time', [1, 2, 3, 4, 5, 6, 7]),
  field('hour', 'Hour', 'number', 'Time'),
  field('weight', 'Weight', 'number', 'Record'),
  field('privacy_level', 'Privacy level', 'number', 'Record', [0, 1, 2]),
];

const BY_NAME = new Map(FIELDS.map((f) => [f.name, f]));

export const isField = (name) => BY_NAME.has(name);
export const fieldLabel = (name) => BY_NAME.get(name)?.label ?? name;
export const isNumber = (name) => BY_NAME.get(name)?.kind === 'number';
export const knownValues = (name) => BY_NAME.get(name)?.values;

const TEXT = ['is', 'is_not', 'in', 'contains', 'matches', 'unknown'];
const NUMBER = ['is', 'is_not', 'in', 'gt', 'gte', 'lt', 'lte', 'unknown'];

export const operators = (name) => (isNumber(name) ? NUMBER : TEXT);

export const OPERATOR_LABELS = {
  is: 'is',
  is_not: 'is not',
  in: 'is one of',
  contains: 'contains',
  matches: 'matches',
  gt: 'over',
  gte: 'at least',
  lt: 'under',
  lte: 'at most',
  unknown: 'is unknown',
};

/** What the metrics of a query are called, and how their numbers are written. */
export const METRICS = {
  requests: { label: 'Requests', kind: 'count' },
  users: { label: 'Users', kind: 'count' },
  routes: { label: 'Routes', kind: 'count' },
  success_rate: { label: 'Success rate', kind: 'percent', better: 'up' },
  error_rate: { label: 'Error rate', kind: 'percent', better: 'down' },
  client_error_rate: { label: 'Client error rate', kind: 'percent', better: 'down' },
  server_error_rate: { label: 'Server error rate', kind: 'percent', better: 'down' },
  mean: { label: 'Mean response time', kind: 'duration', better: 'down' },
  min: { label: 'Fastest', kind: 'duration', better: 'down' },
  max: { label: 'Slowest', kind: 'duration', better: 'down' },
  p50: { label: 'p50', kind: 'duration', better: 'down' },
  p75: { label: 'p75', kind: 'duration', better: 'down' },
  p90: { label: 'p90', kind: 'duration', better: 'down' },
  p95: { label: 'p95', kind: 'duration', better: 'down' },
  p99: { label: 'p99', kind: 'duration', better: 'down' },
  'sum:request_bytes': { label: 'Bytes in', kind: 'bytes' },
  'sum:response_bytes': { label: 'Bytes out', kind: 'bytes' },
  'sum:response_time': { label: 'Time spent', kind: 'duration' },
  first_seen: { label: 'First seen', kind: 'time' },
  last_seen: { label: 'Last seen', kind: 'time' },
  first_ever: { label: 'First ever', kind: 'time' },
};

export const metricLabel = (name) => METRICS[name]?.label ?? fieldLabel(name);
