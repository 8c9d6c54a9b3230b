package io.tocsin.storage.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.signal.Bell;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * All relations in one PostgreSQL, which any number of processes may share: leases and decisions go
 * by its clock and its locks. Commits are on its disk as its {@code synchronous_commit} says, which
 * has to stay on.
 */
public final class PostgresqlDatabase extends SqlDatabase {
  private static final Dialect DIALECT = new PostgresqlDialect();

  private final PostgresqlConfig config;
  private final PGSimpleDataSource source;
  private final HikariDataSource pool;
  private final List<PostgresqlBell> bells = new ArrayList<>();

  /**
   * @param settings must name a PostgreSQL
   */
  public PostgresqlDatabase(RelationsConfig settings) {
    this(settings, sql -> new DatabaseClock(sql, System::nanoTime));
  }

  PostgresqlDatabase(RelationsConfig settings, Function<SqlConnections, InstantSource> clock) {
    PostgresqlConfig config = settings.postgresql();
    if (config == null) {
      throw new IllegalArgumentException("postgresql: absent (expected: where it is)");
    }
    PGSimpleDataSource source = source(config);
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("postgresql");
    pool.setDataSource(source);
    pool.setMaximumPoolSize(config.connections());
    pool.setConnectionTimeout(config.connectTimeout().toMillis());
    SqlConnections sql = new SqlConnections(DIALECT, pool, pool);
    super(settings, sql, clock.apply(sql));
    this.config = config;
    this.source = source;
    this.pool = pool;
  }

  static PGSimpleDataSource source(PostgresqlConfig config) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(config.url());
    source.setUser(config.user());
    if (config.password() != null) {
      source.setPassword(config.password().reveal());
    }
    int statementSeconds = Math.toIntExact(config.statementTimeout().plusMillis(999).toSeconds());
    source.setConnectTimeout(Math.toIntExact(config.connectTimeout().plusMillis(999).toSeconds()));
    // The server ends a statement first; this is for a server that is not there any more.
    source.setSocketTimeout(statementSeconds + 5);
    source.setTcpKeepAlive(true);
    source.setApplicationName("tocsin");
    source.setOptions(
        "-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(
                config.statementTimeout().toMillis(), config.idleTransactionTimeout().toMillis()));
    return source;
  }

  @Override
  public void start() {
    try {
      Flyway.configure().dataSource(source).locations(DIALECT.locations()).load().migrate();
    } catch (FlywayException e) {
      throw new InvalidSettingException(
          "storage.relations.postgresql.url",
          config.url() + ": " + innermost(e),
          "a PostgreSQL that lets " + config.user() + " in and create tables");
    }
  }

  private static String innermost(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return said.lines().findFirst().orElse("");
  }

  @Override
  public synchronized Bell bell(String name) {
    PostgresqlBell bell = new PostgresqlBell(name, pool, source);
    bells.add(bell);
    return bell;
  }

  @Override
  public synchronized void close() {
    super.close();
    bells.forEach(PostgresqlBell::close);
    pool.close();
  }
}
