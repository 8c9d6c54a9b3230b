-- One text for SQLite and PostgreSQL. Times are nanoseconds since the epoch, UTC. Columns named
-- *_json hold records of the model as JSON.

CREATE TABLE counter (
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (tenant, name)
);

CREATE TABLE signal (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  observed_at BIGINT NOT NULL,
  handled_at BIGINT,
  signal_json TEXT NOT NULL
);
CREATE INDEX signal_pending ON signal (observed_at, id) WHERE handled_at IS NULL;
CREATE INDEX signal_handled ON signal (handled_at) WHERE handled_at IS NOT NULL;

CREATE TABLE fault (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  number BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  UNIQUE (tenant, number)
);

CREATE TABLE fingerprint (
  tenant TEXT NOT NULL,
  value TEXT NOT NULL,
  fault TEXT NOT NULL REFERENCES fault (id),
  PRIMARY KEY (tenant, value)
);

CREATE TABLE incident (
  id TEXT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  tenant TEXT NOT NULL,
  fault TEXT NOT NULL REFERENCES fault (id),
  episode INTEGER NOT NULL,
  state TEXT NOT NULL,
  service TEXT NOT NULL,
  environment TEXT NOT NULL,
  source_json TEXT NOT NULL,
  last_version TEXT,
  facts_json TEXT NOT NULL,
  sample TEXT NOT NULL,
  trace_id TEXT,
  account TEXT,
  opened_at BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  owner_json TEXT,
  assignee TEXT,
  mute_until BIGINT,
  mute_reason TEXT,
  mute_by TEXT,
  ticket_key TEXT,
  occurrences BIGINT NOT NULL,
  accounts BIGINT NOT NULL,
  tenant_codes BIGINT NOT NULL,
  accounts_lower_bound INTEGER NOT NULL,
  search_text TEXT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (tenant, number),
  UNIQUE (fault, environment, episode)
);
CREATE INDEX incident_last_seen ON incident (tenant, last_seen, number);
CREATE INDEX incident_opened ON incident (tenant, opened_at, number);
CREATE INDEX incident_occurrences ON incident (tenant, occurrences, number);
CREATE INDEX incident_accounts ON incident (tenant, accounts, number);

CREATE TABLE blast_member (
  incident TEXT NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (incident, kind, value)
);

CREATE TABLE timeline_event (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  incident TEXT NOT NULL REFERENCES incident (id),
  happened_at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  details_json TEXT NOT NULL,
  because TEXT NOT NULL
);
CREATE INDEX timeline_event_incident ON timeline_event (incident, happened_at, id);

CREATE TABLE ticket_ledger (
  ticket_key TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  incident TEXT NOT NULL REFERENCES incident (id),
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  holder TEXT,
  lease_until BIGINT,
  sent_at BIGINT,
  ticket_id TEXT,
  ticket_url TEXT,
  because TEXT NOT NULL
);
CREATE INDEX ticket_ledger_due ON ticket_ledger (due_at, ticket_key)
  WHERE state IN ('INTENT', 'SENT', 'UNKNOWN');
CREATE INDEX ticket_ledger_newest ON ticket_ledger (tenant, created_at, ticket_key);

CREATE TABLE builtin_ticket (
  id TEXT NOT NULL PRIMARY KEY,
  prefix TEXT NOT NULL,
  number BIGINT NOT NULL,
  ticket_key TEXT NOT NULL,
  url TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  team TEXT,
  assignee TEXT,
  priority INTEGER NOT NULL,
  labels_json TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (prefix, number)
);
CREATE INDEX builtin_ticket_key ON builtin_ticket (prefix, ticket_key);

CREATE TABLE builtin_comment (
  ticket TEXT NOT NULL REFERENCES builtin_ticket (id),
  number BIGINT NOT NULL,
  written_at BIGINT NOT NULL,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (ticket, number)
);

CREATE TABLE audit_entry (
  sequence BIGINT NOT NULL PRIMARY KEY,
  happened_at BIGINT NOT NULL,
  tenant TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  resource TEXT NOT NULL,
  state_before TEXT,
  state_after TEXT,
  because TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_entry_tenant ON audit_entry (tenant, sequence);

-- Where the journal ends: without it, entries cut off at the end would not be missed.
CREATE TABLE audit_head (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  sequence BIGINT NOT NULL,
  hash TEXT NOT NULL,
  seal TEXT NOT NULL
);
INSERT INTO audit_head (id, sequence, hash, seal)
  VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', '');

CREATE TABLE person (
  name TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX person_name ON person (lower(name));
CREATE INDEX person_tenant ON person (tenant, name);

CREATE TABLE invitation (
  token_hash TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  role TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
