package io.tocsin.storage.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.access.Membership;
import io.tocsin.model.access.UserStore;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.AffectedSearch;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.signal.SignalStore;
import io.tocsin.model.template.TemplateStore;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketStore;
import io.tocsin.model.ticket.TicketTally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.sqlite.SQLiteDataSource;

/**
 * All relations in one SQLite file. Every write is on disk when it returns (write-ahead log,
 * synchronous=FULL). The stores may be handed out before {@link #start}, and used after it.
 */
public final class SqliteDatabase implements Component {
  private final SqliteConfig config;
  private final InstantSource clock;
  private final Dialect dialect = new SqliteDialect();
  private final SqliteFile file;
  private final HikariDataSource readers;
  private final HikariDataSource writers;
  private final SqlConnections sql;
  private final SqlSignalStore signals;
  private final SqlLatencyStore latency;
  private final SqlReleaseStore releases;
  private final SqlTemplateStore templates;

  /**
   * @param folder that holds the database file; created by {@link #start}
   */
  public SqliteDatabase(Path folder, SqliteConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.file = new SqliteFile(folder, config.busyTimeout());
    this.readers = pool("sqlite-readers", file.reading(), config.readConnections());
    this.readers.setConnectionInitSql("PRAGMA query_only = 1");
    this.writers = pool("sqlite-writer", file.writing(), 1);
    this.sql = new SqlConnections(dialect, readers, writers);
    this.signals = new SqlSignalStore(sql);
    this.latency = new SqlLatencyStore(sql);
    this.releases = new SqlReleaseStore(sql);
    this.templates = new SqlTemplateStore(sql);
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
    file.prepare(dialect, clock.instant());
  }

  public SignalStore signals() {
    return signals;
  }

  public IncidentStore incidents() {
    return new SqlIncidentStore(sql);
  }

  public AffectedSearch affected() {
    return new SqlAffectedSearch(sql);
  }

  public IncidentJournal incidentJournal() {
    return new SqlIncidentJournal(sql, clock, config.maxAccountsPerIncident());
  }

  public TicketLedger ticketLedger() {
    return new SqlTicketLedger(sql);
  }

  public TicketTally ticketTally() {
    return new SqlTicketLedger(sql);
  }

  /** What a built-in tracker keeps, numbered with the configured prefix. */
  public TicketStore tickets() {
    return new SqlTicketStore(sql, config.ticketPrefix());
  }

  public AuditJournal audit() {
    AuditSeal seal =
        config.auditKey() == null ? AuditSeal.plain() : AuditSeal.keyed(config.auditKey().reveal());
    return new SqlAuditJournal(sql, clock, seal);
  }

  public UserStore users() {
    return new SqlUserStore(sql);
  }

  public Membership membership() {
    return new SqlMembership(sql);
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

  /** To be called once on a started database that came back from a backup. */
  public void restored(Instant takenAt) {
    new SqlRestoration(sql).note(takenAt, clock.instant());
  }

  public LatencyStore latency() {
    return latency;
  }

  public ReleaseStore releases() {
    return releases;
  }

  public TemplateStore templates() {
    return templates;
  }

  /** Forgets what is past its time. For a timer, about once an hour. */
  public void sweep() {
    Instant now = clock.instant();
    signals.forgetHandledBefore(now.minus(config.keepHandledSignals()));
    latency.forgetBefore(
        now.minus(config.history().latency()), now.minus(config.history().latencyDetail()));
    releases.forgetLastSeenBefore(now.minus(config.history().releases()));
    templates.forgetLastSeenBefore(now.minus(config.history().templates()));
  }

  @Override
  public Health health() {
    String failure = sql.lastFailure();
    if (failure != null) {
      return Health.down("the last write failed: " + failure);
    }
    try {
      sql.read().sql("SELECT 1").query(Integer.class).single();
    } catch (DataAccessException e) {
      return Health.down("cannot be read: " + e.getMostSpecificCause().getMessage());
    }
    Map<String, String> unreadable = signals.unreadable();
    if (!unreadable.isEmpty()) {
      return Health.degraded(
          "signals that cannot be read wait: "
              + unreadable.size()
              + ", one is "
              + unreadable.entrySet().iterator().next());
    }
    List<Path> damaged = file.damaged();
    return damaged.isEmpty()
        ? Health.up("reads and writes")
        : Health.degraded(
            damaged.size()
                + " damaged database set aside, a new one was begun: restore it or remove "
                + damaged.getFirst());
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
