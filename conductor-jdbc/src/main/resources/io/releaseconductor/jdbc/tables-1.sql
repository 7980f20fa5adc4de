-- What is known about a deployment. When it is removed, the row stays for the history: without record, due time and operations.
CREATE TABLE IF NOT EXISTS ${prefix}deployment (
  id VARCHAR NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,       -- its place in the history: deployments are numbered as they are created
  environment VARCHAR NOT NULL,
  place VARCHAR,                  -- the environment while it holds its place, else null
  promoted_in VARCHAR,            -- the environment while it stands at promoted, else null
  standing VARCHAR NOT NULL,      -- unsettled, settled, unsent (settled, with a card or an alert to be sent), or removed
  status_since BIGINT NOT NULL,   -- this and all times: milliseconds since the epoch, by the conductor's clock
  revision BIGINT NOT NULL,
  due_at BIGINT,                  -- when somebody has to look at it, null for never
  token VARCHAR,                  -- the current claim's, null for none
  lease_until BIGINT,             -- until when it is claimed
  created_by VARCHAR,             -- the operation that created it
  writes VARCHAR,                 -- the last sixteen writes: revision:operation, separated by spaces
  record VARCHAR,                 -- the deployment as JSON
  entry VARCHAR NOT NULL          -- its entry in the history as JSON
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}deployment_place ON ${prefix}deployment (place);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}deployment_created_by ON ${prefix}deployment (created_by);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}deployment_position ON ${prefix}deployment (position);
CREATE INDEX IF NOT EXISTS ${prefix}deployment_environment ON ${prefix}deployment (environment, position);
CREATE INDEX IF NOT EXISTS ${prefix}deployment_promoted ON ${prefix}deployment (promoted_in, position);
CREATE INDEX IF NOT EXISTS ${prefix}deployment_due ON ${prefix}deployment (due_at, id);
CREATE INDEX IF NOT EXISTS ${prefix}deployment_standing ON ${prefix}deployment (standing, status_since);

-- One row: of which version the tables are, and the last place in the history that was given.
CREATE TABLE IF NOT EXISTS ${prefix}schema (
  id SMALLINT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  last_position BIGINT NOT NULL
);
INSERT INTO ${prefix}schema (id, version, last_position)
  SELECT 1, 1, 0 WHERE NOT EXISTS (SELECT id FROM ${prefix}schema);

-- The lock of an environment, or the stop. The row stays when it is unlocked. Versions that know nothing of it leave it alone.
CREATE TABLE IF NOT EXISTS ${prefix}lock (
  environment VARCHAR NOT NULL PRIMARY KEY, -- or * for the stop
  revision BIGINT NOT NULL,
  ends_at BIGINT,                 -- when the lock ends, null where there is none
  owner VARCHAR,                  -- the id of who locked
  chat VARCHAR,                   -- the chat that the owner came through, null if that is not known
  record VARCHAR NOT NULL         -- the state as JSON
);

-- The audit trails. A row is never changed; it is removed with the row of its deployment. Versions that know nothing of it leave it alone.
CREATE TABLE IF NOT EXISTS ${prefix}audit (
  deployment VARCHAR NOT NULL,
  number BIGINT NOT NULL,         -- its place in the trail, from 1
  entry VARCHAR NOT NULL,         -- the entry as JSON
  PRIMARY KEY (deployment, number)
);
