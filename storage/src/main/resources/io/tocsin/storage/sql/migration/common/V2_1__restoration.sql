-- When this database came back from a backup, and of which moment it then was. What was sent to
-- trackers between the two is not in the ledger.
CREATE TABLE restoration (
  restored_at BIGINT NOT NULL PRIMARY KEY,
  taken_at BIGINT NOT NULL
);
