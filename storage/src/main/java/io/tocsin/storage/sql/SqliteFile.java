package io.tocsin.storage.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** The database file: how it is opened, migrated, and set aside where it cannot be read. */
final class SqliteFile {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
  private static final String NAME = "tocsin.db";
  private static final String DAMAGED = NAME + ".damaged-";
  private static final List<String> PARTS = List.of("", "-wal", "-shm");

  /** The write-ahead log is cut back to this after a checkpoint, bytes. */
  private static final int JOURNAL_LIMIT = 64 << 20;

  private final Path folder;
  private final SQLiteDataSource writing;
  private final SQLiteDataSource reading;

  SqliteFile(Path folder, Duration busyTimeout) {
    this.folder = folder;
    this.writing = source(folder, busyTimeout, SQLiteConfig.TransactionMode.IMMEDIATE);
    this.reading = source(folder, busyTimeout, SQLiteConfig.TransactionMode.DEFERRED);
  }

  /**
   * @param mode IMMEDIATE takes the write lock at the start: a transaction that reads first and
   *     takes it later can be refused in its middle
   */
  private static SQLiteDataSource source(
      Path folder, Duration busyTimeout, SQLiteConfig.TransactionMode mode) {
    SQLiteConfig pragmas = new SQLiteConfig();
    pragmas.setJournalMode(SQLiteConfig.JournalMode.WAL);
    pragmas.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    pragmas.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
    pragmas.setTransactionMode(mode);
    pragmas.setJournalSizeLimit(JOURNAL_LIMIT);
    pragmas.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(pragmas);
    source.setUrl("jdbc:sqlite:" + folder.resolve(NAME));
    return source;
  }

  SQLiteDataSource writing() {
    return writing;
  }

  SQLiteDataSource reading() {
    return reading;
  }

  /** Creates, or opens and migrates; a file that is no database is set aside first. */
  void prepare(Dialect dialect, Instant now) {
    try {
      Files.createDirectories(folder);
      try {
        probe();
      } catch (SQLException e) {
        if (!isDamage(e)) {
          throw new IOException(e.getMessage(), e);
        }
        setAside(now, e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("database " + folder.resolve(NAME) + ": " + e.getMessage(), e);
    }
    Flyway.configure().dataSource(writing).locations(dialect.locations()).load().migrate();
  }

  /** A copy as of one moment, made while others read and write; false where there is no file. */
  boolean copy(Path into) throws IOException {
    if (!Files.exists(folder.resolve(NAME))) {
      return false;
    }
    Files.createDirectories(into);
    try (Connection connection = reading.getConnection();
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, into.resolve(NAME).toString());
      copy.execute();
      return true;
    } catch (SQLException e) {
      throw new IOException("database " + folder.resolve(NAME) + ": " + e.getMessage(), e);
    }
  }

  /** Bytes that a copy may take; 0 where there is no file. */
  long bytes() throws IOException {
    long bytes = 0;
    for (String part : PARTS) {
      Path file = folder.resolve(NAME + part);
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  /** Files set aside by this start or an earlier one, until a person takes them away. */
  List<Path> damaged() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(DAMAGED))
          .filter(file -> !file.toString().endsWith("-wal") && !file.toString().endsWith("-shm"))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private void probe() throws SQLException {
    try (Connection connection = writing.getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables = statement.executeQuery("SELECT COUNT(*) FROM sqlite_master")) {
      tables.next();
    }
  }

  private static boolean isDamage(SQLException e) {
    int primary = e.getErrorCode() & 0xff;
    return primary == SQLiteErrorCode.SQLITE_NOTADB.code
        || primary == SQLiteErrorCode.SQLITE_CORRUPT.code;
  }

  private void setAside(Instant now, SQLException cause) throws IOException {
    String name = DAMAGED + now.toString().replace(":", "");
    for (String part : PARTS) {
      Path file = folder.resolve(NAME + part);
      if (Files.exists(file)) {
        Files.move(file, folder.resolve(name + part));
      }
    }
    LOG.error("Set aside a damaged database as {} and began a new one", name, cause);
  }
}
