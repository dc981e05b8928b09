-- A token that is a share link: it reads only, without addresses, and perhaps not of all times.
ALTER TABLE tokens ADD COLUMN share BOOLEAN DEFAULT false;
-- the records' first moment and the first after them, and how many days back
ALTER TABLE tokens ADD COLUMN seen_from TIMESTAMP;
ALTER TABLE tokens ADD COLUMN seen_to TIMESTAMP;
ALTER TABLE tokens ADD COLUMN seen_days INTEGER;
