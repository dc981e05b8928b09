-- One flat row per request: the engine codes repeated text by itself.
CREATE TABLE requests (
  id BIGINT NOT NULL,
  project_id INTEGER NOT NULL,
  key_id INTEGER NOT NULL,
  received_at TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  framework VARCHAR,
  privacy_level UTINYINT NOT NULL,
  service VARCHAR,
  environment VARCHAR,
  instance VARCHAR,
  version VARCHAR,
  status SMALLINT NOT NULL,
  response_time_us BIGINT NOT NULL,
  request_bytes BIGINT,
  response_bytes BIGINT,
  -- 1/sample rate
  weight DOUBLE NOT NULL,
  -- bit n: text field n (RequestField) was cut
  flags INTEGER NOT NULL,
  hostname VARCHAR,
  ip_address VARCHAR,
  location VARCHAR,
  path VARCHAR,
  route VARCHAR,
  user_agent VARCHAR,
  method VARCHAR,
  error VARCHAR,
  user_id VARCHAR,
  user_group VARCHAR,
  session_id VARCHAR,
  referrer VARCHAR,
  trace_id VARCHAR
);

CREATE TABLE events (
  id BIGINT NOT NULL,
  project_id INTEGER NOT NULL,
  key_id INTEGER NOT NULL,
  received_at TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  framework VARCHAR,
  privacy_level UTINYINT NOT NULL,
  service VARCHAR,
  environment VARCHAR,
  instance VARCHAR,
  version VARCHAR,
  duration_us BIGINT,
  value DOUBLE,
  -- bit n: text field n (EventField) was cut
  flags INTEGER NOT NULL,
  name VARCHAR,
  source VARCHAR,
  outcome VARCHAR,
  user_id VARCHAR,
  user_group VARCHAR,
  session_id VARCHAR,
  object VARCHAR,
  currency VARCHAR,
  -- JSON objects as text
  inputs VARCHAR,
  outputs VARCHAR,
  properties VARCHAR
);

CREATE TABLE projects (
  id INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL
);

-- Neither a key nor a share id is ever stored, only their SHA-256 in hexadecimal.
CREATE TABLE keys (
  id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  key_hash VARCHAR NOT NULL,
  share_hash VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL
);

-- What clients say they had to drop.
CREATE TABLE drops (
  project_id INTEGER NOT NULL,
  key_id INTEGER NOT NULL,
  received_at TIMESTAMP NOT NULL,
  service VARCHAR,
  instance VARCHAR,
  reason VARCHAR NOT NULL,
  count BIGINT NOT NULL
);

-- The routes a service declares at its start; its newest declaration replaces the former.
CREATE TABLE routes (
  project_id INTEGER NOT NULL,
  key_id INTEGER NOT NULL,
  received_at TIMESTAMP NOT NULL,
  service VARCHAR,
  route VARCHAR NOT NULL
);

-- Batches that carried an Idempotency-Key, remembered for 7 days.
CREATE TABLE batches (
  key_id INTEGER NOT NULL,
  -- the list its post carries: requests, events, routes
  kind VARCHAR NOT NULL,
  batch_high BIGINT NOT NULL,
  batch_low BIGINT NOT NULL,
  received_at TIMESTAMP NOT NULL,
  accepted INTEGER NOT NULL,
  rejected INTEGER NOT NULL
);

-- Highest ids ever given out, written when rows are deleted: an id is never given twice.
CREATE TABLE marks (
  name VARCHAR NOT NULL,
  value BIGINT NOT NULL
);
