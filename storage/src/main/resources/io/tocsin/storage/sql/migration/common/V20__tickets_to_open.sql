-- New tickets are found without a look at all that waits to be done to old ones.
CREATE INDEX ticket_ledger_opening ON ticket_ledger (due_at, ticket_key)
  WHERE state IN ('INTENT', 'SENT', 'UNKNOWN') AND act IN ('FILE', 'UMBRELLA');
