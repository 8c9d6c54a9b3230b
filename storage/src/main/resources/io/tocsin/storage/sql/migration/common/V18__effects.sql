-- Effects of which nothing but a key is known, such as a web hook that was taken. Its states and
-- its lease are those of ticket_ledger.
CREATE TABLE effect (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  scope TEXT NOT NULL,
  effect_key TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  holder TEXT,
  lease_until BIGINT,
  sent_at BIGINT,
  answer TEXT,
  because TEXT NOT NULL,
  keep_until BIGINT NOT NULL
);
CREATE INDEX effect_kept ON effect (keep_until);
CREATE INDEX effect_refused ON effect (tenant, created_at, id) WHERE state = 'REFUSED';
