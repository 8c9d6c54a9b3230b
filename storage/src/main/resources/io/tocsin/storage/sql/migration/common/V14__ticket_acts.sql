-- A row of the ledger is an act: opening a ticket, or something done to it later. ticket_key is the
-- act's own key, about the ticket's; of an act that opens one they are the same.
ALTER TABLE ticket_ledger ADD COLUMN act TEXT NOT NULL DEFAULT 'FILE';
ALTER TABLE ticket_ledger ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket_ledger ADD COLUMN details_json TEXT NOT NULL DEFAULT '{}';
UPDATE ticket_ledger SET about = ticket_key;
CREATE INDEX ticket_ledger_about ON ticket_ledger (about, due_at, ticket_key)
  WHERE state IN ('INTENT', 'SENT', 'UNKNOWN');
DROP INDEX ticket_ledger_newest;
CREATE INDEX ticket_ledger_newest ON ticket_ledger (tenant, created_at, ticket_key)
  WHERE act = 'FILE';

-- How a ticket was seen last in its tracker.
ALTER TABLE ticket_ledger ADD COLUMN read_status TEXT;
ALTER TABLE ticket_ledger ADD COLUMN read_assignee TEXT;
ALTER TABLE ticket_ledger ADD COLUMN read_at BIGINT;

ALTER TABLE builtin_ticket ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE builtin_ticket SET changed_at = created_at;
CREATE INDEX builtin_ticket_changed ON builtin_ticket (prefix, changed_at, number);
