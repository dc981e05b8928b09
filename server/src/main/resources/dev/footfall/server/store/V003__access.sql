-- Several keys to a project; a revoked one keeps its records.
ALTER TABLE keys ADD COLUMN name VARCHAR;
ALTER TABLE keys ADD COLUMN revoked_at TIMESTAMP;
-- Until now a key had the id of its project, and may have been deleted.
INSERT INTO marks SELECT 'keys', coalesce(max(id), 0) FROM projects;

-- Of a token, too, only the SHA-256 in hexadecimal.
CREATE TABLE tokens (
  id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  -- the key it was made with: what is posted with it counts as posted with that
  key_id INTEGER NOT NULL,
  token_hash VARCHAR NOT NULL,
  owner VARCHAR NOT NULL,
  -- write, read, admin
  scope VARCHAR NOT NULL,
  -- the filters that all it reads must match, as a list in JSON
  filters VARCHAR,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP,
  revoked_at TIMESTAMP
);

-- Who changed what: each row is committed with the change it is about. No secrets.
CREATE TABLE audit (
  id BIGINT NOT NULL,
  project_id INTEGER NOT NULL,
  "at" TIMESTAMP NOT NULL,
  actor VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  object VARCHAR NOT NULL,
  -- JSON objects as text
  before VARCHAR,
  after VARCHAR
);
