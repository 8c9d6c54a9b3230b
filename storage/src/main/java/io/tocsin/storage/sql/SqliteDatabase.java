package io.tocsin.storage.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.tocsin.model.Health;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.LocalBell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sqlite.SQLiteDataSource;

/** All relations in one SQLite file (write-ahead log, synchronous=FULL). */
public final class SqliteDatabase extends SqlDatabase {
  private static final Dialect DIALECT = new SqliteDialect();

  private final SqliteFile file;
  private final InstantSource clock;
  private final HikariDataSource readers;
  private final HikariDataSource writers;
  private final Map<String, Bell> bells = new ConcurrentHashMap<>();

  /**
   * @param folder that holds the database file; created by {@link #start}
   */
  public SqliteDatabase(Path folder, RelationsConfig config, InstantSource clock) {
    SqliteFile file = new SqliteFile(folder, config.busyTimeout());
    HikariDataSource readers = pool("sqlite-readers", file.reading(), config.readConnections());
    readers.setConnectionInitSql("PRAGMA query_only = 1");
    HikariDataSource writers = pool("sqlite-writer", file.writing(), 1);
    super(config, new SqlConnections(DIALECT, readers, writers), clock);
    this.file = file;
    this.clock = clock;
    this.readers = readers;
    this.writers = writers;
  }

  /** Opens no connection: the pool does with its first caller. */
  private static HikariDataSource pool(String name, SQLiteDataSource source, int size) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    return pool;
  }

  @Override
  public void start() {
    file.prepare(DIALECT, clock.instant());
  }

  /** Between threads of this process: one server at a time uses the file. */
  @Override
  public Bell bell(String name) {
    return bells.computeIfAbsent(name, any -> new LocalBell());
  }

  /**
   * Copies the file as of one moment, for a backup, without {@link #start} too: another process may
   * be at work on it. False where there is no file.
   */
  public boolean copy(Path into) throws IOException {
    return file.copy(into);
  }

  /** Bytes that {@link #copy} may take. */
  public long bytes() throws IOException {
    return file.bytes();
  }

  @Override
  Optional<Health> ownTrouble() {
    List<Path> damaged = file.damaged();
    return damaged.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Health.degraded(
                damaged.size()
                    + " damaged database set aside, a new one was begun: restore it or remove "
                    + damaged.getFirst()));
  }

  @Override
  public void close() {
    super.close();
    readers.close();
    writers.close();
  }
}
