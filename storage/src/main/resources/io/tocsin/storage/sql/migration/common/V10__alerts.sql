-- Alerts that other systems send. The same labels are the same row, however often they fire.
CREATE TABLE alert (
  tenant TEXT NOT NULL,
  key TEXT NOT NULL,
  labels_json TEXT NOT NULL,
  annotations_json TEXT NOT NULL,
  sender TEXT NOT NULL,
  link TEXT,
  fault TEXT NOT NULL,
  source_json TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  said_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_because TEXT,
  settled_at BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (tenant, key)
);
CREATE INDEX alert_firing ON alert (tenant, fault, key) WHERE ended_at IS NULL;
CREATE INDEX alert_time ON alert (ends_at) WHERE ended_at IS NULL;
CREATE INDEX alert_unsettled ON alert (ended_at) WHERE ended_at IS NOT NULL AND settled_at IS NULL;
CREATE INDEX alert_settled ON alert (settled_at) WHERE settled_at IS NOT NULL;
