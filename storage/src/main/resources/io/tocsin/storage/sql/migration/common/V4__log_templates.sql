CREATE TABLE log_template (
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  id TEXT NOT NULL,
  template TEXT NOT NULL,
  state TEXT NOT NULL,
  went_into TEXT,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  line_count BIGINT NOT NULL,
  PRIMARY KEY (tenant, service, id)
);
CREATE INDEX log_template_seen ON log_template (tenant, service, last_seen);
CREATE INDEX log_template_parts ON log_template (tenant, went_into);
CREATE INDEX log_template_age ON log_template (last_seen);
