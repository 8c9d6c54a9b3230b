-- What was to be done to one ticket later, for its page: done or not.
CREATE INDEX ticket_ledger_later ON ticket_ledger (about)
  WHERE act NOT IN ('FILE', 'UMBRELLA');
