-- What a project decides for itself; one without a row decided nothing.
CREATE TABLE settings (
  project_id INTEGER NOT NULL,
  retention_days INTEGER,
  max_records BIGINT,
  mask_addresses BOOLEAN NOT NULL,
  hidden_routes VARCHAR[] NOT NULL,
  -- of paths that came without a route, in the order in which they are tried
  templates VARCHAR[] NOT NULL,
  -- how often the templates were changed; null: never
  templates_revision INTEGER
);

-- which of the project's templates gave a request its route; null: none of them did
ALTER TABLE requests ADD COLUMN route_rule VARCHAR;
-- the revision of the templates that were tried; null: there were none yet
ALTER TABLE requests ADD COLUMN templated_by INTEGER;
