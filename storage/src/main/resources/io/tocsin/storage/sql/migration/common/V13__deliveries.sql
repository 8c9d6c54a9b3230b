-- One row a change of an incident and channel that must be told of it; of a test neither incident
-- nor news. Its states and its lease are those of ticket_ledger.
CREATE TABLE delivery (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  channel TEXT NOT NULL,
  incident TEXT REFERENCES incident (id),
  kind TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  news_json TEXT,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  holder TEXT,
  lease_until BIGINT,
  sent_at BIGINT,
  message TEXT,
  receipt TEXT,
  because TEXT NOT NULL
);
CREATE INDEX delivery_due ON delivery (tenant, channel, due_at)
  WHERE state IN ('INTENT', 'SENT', 'UNKNOWN');
CREATE INDEX delivery_incident ON delivery (incident, channel, sequence);
CREATE INDEX delivery_newest ON delivery (tenant, created_at, id);
CREATE INDEX delivery_sent ON delivery (tenant, channel, sent_at) WHERE sent_at IS NOT NULL;

-- How a channel was when it was last used: so all that send on it leave it alone together.
CREATE TABLE notice_channel (
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  failures INTEGER NOT NULL,
  paused_until BIGINT,
  because TEXT NOT NULL,
  said_at BIGINT,
  PRIMARY KEY (tenant, name)
);
