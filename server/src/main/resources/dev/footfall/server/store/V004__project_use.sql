-- When somebody last posted to a project and last looked at it, as of an hour ago or less.
CREATE TABLE project_use (
  project_id INTEGER NOT NULL,
  posted_at TIMESTAMP NOT NULL,
  looked_at TIMESTAMP NOT NULL,
  -- on how many days it was warned that its records will be deleted
  warnings INTEGER NOT NULL,
  -- the last of these days
  warned_on DATE
);

-- Marks also keep the time that deletion goes by, in microseconds.
INSERT INTO marks
  SELECT 'time', epoch_us(max(received_at)) FROM requests HAVING count(*) > 0;
