package io.tocsin.storage.sql;

import io.tocsin.storage.turn.Deputies;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions for the stores of one database. Safe for many threads. */
final class SqlConnections implements AutoCloseable {
  private static final int FETCH_ROWS = 500;

  private final Dialect dialect;
  private final JdbcClient reader;
  private final JdbcClient writer;
  private final TransactionTemplate reading;
  private final TransactionTemplate writing;
  private final @Nullable GroupCommit group;
  private final Deputies deputies = new Deputies();
  private final AtomicReference<@Nullable String> lastFailure = new AtomicReference<>();

  SqlConnections(Dialect dialect, DataSource readers, DataSource writers) {
    this.dialect = dialect;
    this.reader = client(readers);
    this.writer = client(writers);
    this.reading = new TransactionTemplate(new JdbcTransactionManager(readers));
    this.reading.setIsolationLevel(dialect.isolationAtOneMoment());
    this.writing = new TransactionTemplate(new JdbcTransactionManager(writers));
    this.group = dialect.oneWriter() ? new GroupCommit(writer, writing) : null;
  }

  Dialect dialect() {
    return dialect;
  }

  /** For one SELECT; sees everything that was committed before. */
  JdbcClient read() {
    return reader;
  }

  /** Several SELECTs that see the database as of one moment. */
  <T> T readAtOneMoment(Function<JdbcClient, T> work) {
    return answer(reading.execute(status -> work.apply(reader)));
  }

  /** All of it or nothing, on disk when this returns. */
  <T> T write(Function<JdbcClient, T> work) {
    return writeUnlessEmpty(tx -> Optional.of(work.apply(tx))).orElseThrow();
  }

  /** Like {@link #write}, but an empty answer rolls everything back. */
  <T> Optional<T> writeUnlessEmpty(Function<JdbcClient, Optional<T>> work) {
    return recording(() -> deputies.run(() -> group == null ? alone(work) : group.write(work)));
  }

  private <T> Optional<T> alone(Function<JdbcClient, Optional<T>> work) {
    return answer(
        writing.execute(status -> {
          Optional<T> result = work.apply(writer);
          if (result.isEmpty()) {
            status.setRollbackOnly();
          }
          return result;
        }));
  }

  /** Why the last write failed; null where it did not. */
  @Nullable String lastFailure() {
    return lastFailure.get();
  }

  private <T> T recording(java.util.function.Supplier<T> write) {
    try {
      T result = write.get();
      lastFailure.set(null);
      return result;
    } catch (DataAccessException | TransactionException e) {
      lastFailure.set(e.getMostSpecificCause().getMessage());
      throw e;
    }
  }

  /** Of its own threads; the connections are their makers'. */
  @Override
  public void close() {
    deputies.close();
  }

  private static <T> T answer(@Nullable T result) {
    if (result == null) {
      throw new IllegalStateException("a transaction's work returned null");
    }
    return result;
  }

  private static JdbcClient client(DataSource source) {
    JdbcTemplate template = new JdbcTemplate(source);
    template.setFetchSize(FETCH_ROWS);
    return JdbcClient.create(template);
  }
}
