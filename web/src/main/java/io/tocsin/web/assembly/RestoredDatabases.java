package io.tocsin.web.assembly;

import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.storage.sql.SqliteDatabase;
import io.tocsin.web.assembly.archive.BackupFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells the databases of a data folder that they came back from a backup: time has passed without
 * them, and tickets were filed that they hold nothing of.
 */
final class RestoredDatabases {
  private final Path data;
  private final TocsinConfig settings;
  private final InstantSource clock;

  RestoredDatabases(Path data, TocsinConfig settings, InstantSource clock) {
    this.data = data;
    this.settings = settings;
    this.clock = clock;
  }

  /** A BackupFailedException where one cannot be read. */
  void note(Instant takenAt) {
    try (SqliteDatabase relations = open("relations")) {
      AuditVerdict verdict = relations.audit().verify();
      if (!verdict.intact()) {
        // As it was on the server: whoever needs the data back has to get it all the same.
        System.err.println("WARNING: the audit journal does not hold: " + verdict.because());
      }
      relations.restored(takenAt);
      for (TenantSettings tenant : settings.allTenants()) {
        relations.audit().append(restoration(tenant.tenant(), takenAt));
      }
    }
    if (Files.isDirectory(data.resolve("tracker"))) {
      try (SqliteDatabase tracker = open("tracker")) {
        tracker.restored(takenAt);
      }
    }
  }

  private SqliteDatabase open(String name) {
    SqliteDatabase database =
        new SqliteDatabase(data.resolve(name), settings.storage().relations(), clock);
    database.start();
    Health health = database.health();
    if (health.state() != Health.State.UP) {
      database.close();
      throw new BackupFailedException("the backup's database " + name + ": " + health.because());
    }
    return database;
  }

  private static AuditDraft restoration(TenantId tenant, Instant takenAt) {
    return new AuditDraft(
        tenant,
        "operator",
        "server.restore",
        "server",
        null,
        null,
        "came back from the backup of "
            + takenAt
            + ": what was done, decided and journalled after that is not here");
  }
}
