-- What was refused, for the lists of people, without a look at all that was ever done to tickets.
CREATE INDEX ticket_ledger_refused ON ticket_ledger (tenant, created_at, ticket_key)
  WHERE state = 'REFUSED';
