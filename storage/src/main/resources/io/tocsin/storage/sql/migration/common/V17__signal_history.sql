-- Signals are read again in the order in which they were seen, one tenant's at a time.
CREATE INDEX signal_history ON signal (tenant, observed_at, id);
