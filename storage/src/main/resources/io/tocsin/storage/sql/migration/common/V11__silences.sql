-- A silence is over for good once expired_at is set, whatever ends_at and the clock say.
CREATE TABLE silence (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  matchers_json TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  why TEXT NOT NULL,
  expired_at BIGINT
);
CREATE INDEX silence_open ON silence (tenant, ends_at, id) WHERE expired_at IS NULL;
CREATE INDEX silence_time ON silence (ends_at) WHERE expired_at IS NULL;
CREATE INDEX silence_expired ON silence (tenant, expired_at, id) WHERE expired_at IS NOT NULL;

-- What mutes an incident, such as silence/ID; NULL where a person decided about that incident.
ALTER TABLE incident ADD COLUMN mute_rule TEXT;
