-- What the server finds out from the agent, the path and the route of a request.
ALTER TABLE requests ADD COLUMN client VARCHAR;
ALTER TABLE requests ADD COLUMN os VARCHAR;
ALTER TABLE requests ADD COLUMN device VARCHAR;
ALTER TABLE requests ADD COLUMN traffic VARCHAR;
ALTER TABLE requests ADD COLUMN api_version VARCHAR;
-- method and route template
ALTER TABLE requests ADD COLUMN operation VARCHAR;
-- the version of the rules that filled these columns; null: none did
ALTER TABLE requests ADD COLUMN derived_by INTEGER;
