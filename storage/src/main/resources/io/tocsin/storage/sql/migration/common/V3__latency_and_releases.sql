-- Lengths are nanoseconds, like times.

-- Whose windows they are: kept once, since its texts are longer than a window.
CREATE TABLE latency_series (
  id BIGINT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  environment TEXT NOT NULL,
  operation TEXT NOT NULL,
  version TEXT NOT NULL,
  revision TEXT
);
CREATE INDEX latency_series_of ON latency_series (tenant, service, operation);

CREATE TABLE latency_window (
  series BIGINT NOT NULL REFERENCES latency_series (id),
  start_at BIGINT NOT NULL,
  length BIGINT NOT NULL,
  requests BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  p50 DOUBLE PRECISION NOT NULL,
  p90 DOUBLE PRECISION NOT NULL,
  p99 DOUBLE PRECISION NOT NULL,
  sketch BYTEA NOT NULL,
  PRIMARY KEY (series, start_at, length)
);
CREATE INDEX latency_window_age ON latency_window (start_at);

CREATE TABLE release (
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  environment TEXT NOT NULL,
  version TEXT NOT NULL,
  revision TEXT,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  PRIMARY KEY (tenant, service, environment, version)
);
CREATE INDEX release_last_seen ON release (last_seen);
