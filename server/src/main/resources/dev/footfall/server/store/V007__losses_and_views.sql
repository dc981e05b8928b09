-- Records that were rejected alone: how many of a minute, and why. What they were is not kept.
CREATE TABLE rejections (
  project_id INTEGER NOT NULL,
  key_id INTEGER NOT NULL,
  -- the last of them in its minute
  received_at TIMESTAMP NOT NULL,
  service VARCHAR,
  -- the list its post carries: requests, events, routes
  kind VARCHAR NOT NULL,
  -- the field to blame, and what is wrong with it
  field VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  count BIGINT NOT NULL
);

-- Names for addresses of the dashboard.
CREATE TABLE saved_views (
  id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  -- what follows /dashboard/, and what follows the question mark
  page VARCHAR NOT NULL,
  query VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL
);
