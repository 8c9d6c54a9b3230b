package io.tocsin.storage.sql;

import io.tocsin.storage.contract.TestClock;
import java.nio.file.Path;
import java.time.Duration;

class SqliteContractTest extends SqlContracts {
  @Override
  SqlDatabase database(Path folder, TestClock clock) {
    RelationsConfig config =
        new RelationsConfig(
            2,
            Duration.ofSeconds(5),
            4,
            Duration.ofDays(7),
            RelationsConfig.History.DEFAULTS,
            null,
            "TKT",
            null);
    SqliteDatabase database = new SqliteDatabase(folder, config, clock);
    database.start();
    return database;
  }
}
