package io.tocsin.web.assembly;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.metric.Sample;
import io.tocsin.storage.copy.FolderCopy;
import io.tocsin.storage.segment.LogCopy;
import io.tocsin.storage.sql.SqliteDatabase;
import io.tocsin.web.assembly.archive.ArchiveWriter;
import io.tocsin.web.assembly.archive.FolderTree;
import io.tocsin.web.backup.BackupRefusedException;
import io.tocsin.web.backup.BackupRefusedException.Reason;
import io.tocsin.web.backup.BackupSource;
import io.tocsin.web.backup.FrozenBackup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the data of a running server still, in a folder inside its own: databases as copies, files
 * that never change as second names. The order is what makes it one whole: first how far the log's
 * readers are, then the stores behind them, at last the log up to its end. So a reader that begins
 * where its place was finds all that its store lacks, and what its store has already is known by
 * its id.
 */
final class ServerBackup implements BackupSource {
  /** From the data folder. */
  static final String FROZEN = ".backup";

  private static final Logger LOG = LoggerFactory.getLogger(ServerBackup.class);
  private static final String ACTION = "server.backup";

  /** Besides the databases: the log's newest segments, and something to live on. */
  private static final long ROOM_BYTES = 256L << 20;

  private final Path data;
  private final EmbeddedStores stores;
  private final SqliteDatabase tracker;
  private final List<TenantId> tenants;
  private final InstantSource clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private final LongAdder whole = new LongAdder();
  private final LongAdder brokenOff = new LongAdder();
  private volatile Instant lastWhole = Instant.EPOCH;

  /**
   * @param tracker the built-in one's database, which another process writes; it may not be there
   */
  ServerBackup(
      Path data,
      EmbeddedStores stores,
      SqliteDatabase tracker,
      List<TenantId> tenants,
      InstantSource clock) {
    this.data = data;
    this.stores = stores;
    this.tracker = tracker;
    this.tenants = List.copyOf(tenants);
    this.clock = clock;
  }

  /** Removes what a kill in the middle of a backup has left. To be called before any begins. */
  void clear() {
    try {
      new FolderTree(data.resolve(FROZEN)).delete();
    } catch (IOException e) {
      throw new UncheckedIOException("what a backup left behind cannot be removed", e);
    }
  }

  @Override
  public FrozenBackup freeze(boolean withKeys, String by)
      throws IOException, BackupRefusedException {
    if (!(stores.relations() instanceof SqliteDatabase relations)) {
      throw new BackupRefusedException(
          Reason.ELSEWHERE,
          "incidents, tickets and the journal stand in PostgreSQL, which this does not copy; see"
              + " operate.md, Backup on PostgreSQL");
    }
    if (!running.compareAndSet(false, true)) {
      throw new BackupRefusedException(Reason.RUNNING, "another backup is being taken");
    }
    boolean frozen = false;
    try {
      requireRoom(relations);
      journal("asked for by " + by + (withKeys ? ", with" : ", without") + " keys and tokens");
      FolderTree tree = FolderTree.fresh(data.resolve(FROZEN));
      Instant takenAt = clock.instant();
      freezeInto(tree.root(), relations, withKeys);
      List<String> files = tree.files();
      LOG.info(
          "Backup: {} files held still within {} ms",
          files.size(),
          Duration.between(takenAt, clock.instant()).toMillis());
      long bytes = 0;
      for (String file : files) {
        bytes += Files.size(tree.root().resolve(file));
      }
      FrozenBackup backup =
          new Frozen(
              files.size(),
              bytes,
              new ArchiveWriter(tree, files, Tocsin.VERSION, takenAt, withKeys));
      frozen = true;
      return backup;
    } finally {
      if (!frozen) {
        thaw();
      }
    }
  }

  private void freezeInto(Path root, SqliteDatabase relations, boolean withKeys)
      throws IOException {
    try (LogCopy log = stores.log().copy(root.resolve("log"))) {
      relations.copy(root.resolve("relations"));
      // Behind the ledger: it may know of fewer tickets than the tracker, never of more.
      tracker.copy(root.resolve("tracker"));
      stores.documents().copy(root.resolve("documents"));
      FolderCopy.ofGrowing(data.resolve("profiles"), root.resolve("profiles"));
      // Behind the catalogue that names them.
      FolderCopy.ofUnchanging(data.resolve("blobs"), root.resolve("blobs"));
      log.complete();
    }
    if (withKeys) {
      FolderCopy.ofUnchanging(data.resolve("keys"), root.resolve("keys"));
      FolderCopy.ofUnchanging(data.resolve("secrets"), root.resolve("secrets"));
      Files.deleteIfExists(root.resolve(OperatorTokenFile.NAME));
    }
  }

  private void requireRoom(SqliteDatabase relations) throws IOException, BackupRefusedException {
    long needed = relations.bytes() + tracker.bytes() + ROOM_BYTES;
    long free = data.toFile().getUsableSpace();
    if (free < needed) {
      throw new BackupRefusedException(
          Reason.NO_SPACE,
          "a backup copies the databases first: "
              + (needed >> 20)
              + " MiB are needed on the server's disk, "
              + (free >> 20)
              + " are free");
    }
  }

  private void journal(String because) {
    for (TenantId tenant : tenants) {
      stores
          .relations()
          .audit()
          .append(new AuditDraft(tenant, "operator", ACTION, "server", null, null, because));
    }
  }

  private void thaw() {
    try {
      clear();
    } finally {
      running.set(false);
    }
  }

  List<Sample> samples() {
    String help = "Backups asked for, by how they ended.";
    return List.of(
        Sample.counter("tocsin_backups_total", help, Map.of("outcome", "whole"), whole.sum()),
        Sample.counter(
            "tocsin_backups_total", help, Map.of("outcome", "broken_off"), brokenOff.sum()),
        Sample.gauge(
            "tocsin_backup_last_timestamp_seconds",
            "When a backup was last handed over whole since the start; 0 for never.",
            Map.of(),
            lastWhole.getEpochSecond()));
  }

  private final class Frozen implements FrozenBackup {
    private final int files;
    private final long bytes;
    private final ArchiveWriter archive;
    private boolean handedOver;

    Frozen(int files, long bytes, ArchiveWriter archive) {
      this.files = files;
      this.bytes = bytes;
      this.archive = archive;
    }

    @Override
    public int files() {
      return files;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      archive.writeTo(out);
      handedOver = true;
    }

    @Override
    public void close() {
      thaw();
      if (handedOver) {
        whole.increment();
        lastWhole = clock.instant();
        journal("handed over whole");
      } else {
        brokenOff.increment();
        journal("broken off: who asked has no whole backup");
      }
      LOG.info("Backup: {}", handedOver ? "handed over" : "broken off");
    }
  }
}
