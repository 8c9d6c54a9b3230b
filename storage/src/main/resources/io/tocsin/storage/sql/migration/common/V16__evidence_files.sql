-- What explains an incident, as files for its ticket. Compressed (zlib); size is that before it.
CREATE TABLE evidence_file (
  tenant TEXT NOT NULL,
  incident TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  size INTEGER NOT NULL,
  deflated BYTEA NOT NULL,
  PRIMARY KEY (tenant, incident, name)
);
CREATE INDEX evidence_file_made ON evidence_file (made_at);

-- Files beside the built-in tracker's tickets.
CREATE TABLE builtin_attachment (
  ticket TEXT NOT NULL REFERENCES builtin_ticket (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  attached_at BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (ticket, name)
);
