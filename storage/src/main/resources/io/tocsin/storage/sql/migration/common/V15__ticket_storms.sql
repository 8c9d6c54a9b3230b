-- How many of its tickets of an hour a team has had.
CREATE TABLE ticket_budget (
  tenant TEXT NOT NULL,
  team TEXT NOT NULL,
  hour_at BIGINT NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (tenant, team, hour_at)
);
CREATE INDEX ticket_budget_age ON ticket_budget (hour_at);

-- Which tickets had them: one that is asked for again has its place already.
CREATE TABLE ticket_place (
  tenant TEXT NOT NULL,
  ticket_key TEXT NOT NULL,
  hour_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, ticket_key, hour_at)
);
CREATE INDEX ticket_place_age ON ticket_place (hour_at);

-- Incidents that one ticket names, instead of one each.
CREATE TABLE ticket_gathered (
  tenant TEXT NOT NULL,
  umbrella TEXT NOT NULL,
  incident TEXT NOT NULL REFERENCES incident (id),
  number BIGINT NOT NULL,
  gathered_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, umbrella, incident)
);
CREATE INDEX ticket_gathered_age ON ticket_gathered (gathered_at);

DROP INDEX ticket_ledger_newest;
CREATE INDEX ticket_ledger_newest ON ticket_ledger (tenant, created_at, ticket_key)
  WHERE act IN ('FILE', 'UMBRELLA');
