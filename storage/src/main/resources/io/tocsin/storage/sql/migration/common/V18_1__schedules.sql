-- Somebody stands in for whoever's turn on call it is; taken back once ended_by is set.
CREATE TABLE stand_in (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  schedule TEXT NOT NULL,
  layer TEXT NOT NULL,
  person TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  why TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  ended_by TEXT,
  ended_at BIGINT
);
CREATE INDEX stand_in_time ON stand_in (tenant, ends_at) WHERE ended_by IS NULL;

-- Of an escalation to whoever is on call: schedule/layer#person. It is told only while that is so.
ALTER TABLE delivery ADD COLUMN on_call TEXT;
