-- Whom a tracker showed as a new ticket's assignee: a project may have a default one, who is no
-- person that took it. Of tickets that are open already it is not known.
ALTER TABLE ticket_ledger ADD COLUMN given_to TEXT;
