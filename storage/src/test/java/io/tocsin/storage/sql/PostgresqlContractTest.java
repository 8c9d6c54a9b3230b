package io.tocsin.storage.sql;

import io.tocsin.storage.contract.TestClock;
import java.nio.file.Path;

class PostgresqlContractTest extends SqlContracts {
  @Override
  SqlDatabase database(Path folder, TestClock clock) {
    return new PostgresqlDatabase(PostgresqlServer.fresh(), sql -> clock);
  }
}
