package io.tocsin.storage.sql;

import io.tocsin.model.signal.Bell;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NOTIFY and LISTEN: a ring is heard in every process. The listener has a connection of its own,
 * opened when it first waits. A ring that cannot be sent or heard is lost, as a bell's may be.
 */
final class PostgresqlBell implements Bell {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlBell.class);

  /** A wait on the socket must end by itself, so that closing is noticed. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private final String channel;
  private final DataSource ringing;
  private final DataSource listening;
  private @Nullable Connection ear;
  private volatile boolean closed;

  /**
   * @param ringing connections to send with
   * @param listening gives a connection that may be kept
   */
  PostgresqlBell(String name, DataSource ringing, DataSource listening) {
    this.channel = "tocsin_" + name;
    this.ringing = ringing;
    this.listening = listening;
  }

  @Override
  public void ring() {
    try (Connection connection = ringing.getConnection();
        PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, '')")) {
      notify.setString(1, channel);
      notify.execute();
    } catch (SQLException e) {
      LOG.info("A bell was not rung: {}", e.getMessage());
    }
  }

  /** For one listener at a time. */
  @Override
  public void await(Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    long left = wait.toNanos();
    while (left > 0 && !closed) {
      try {
        if (heard(Duration.ofNanos(Math.min(left, LOOK.toNanos())))) {
          return;
        }
      } catch (SQLException e) {
        LOG.info("The bell is not heard for a while: {}", e.getMessage());
        hangUp();
        Thread.sleep(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
      left = end - System.nanoTime();
    }
  }

  private boolean heard(Duration wait) throws SQLException {
    Connection open = ear;
    if (open == null) {
      open = listening.getConnection();
      ear = open;
      try (Statement listen = open.createStatement()) {
        listen.execute("LISTEN " + channel);
      }
      // What rang before somebody listened is looked for at once.
      return true;
    }
    int millis = Math.max(1, Math.toIntExact(wait.toMillis()));
    return open.unwrap(PGConnection.class).getNotifications(millis).length > 0;
  }

  private void hangUp() {
    Connection open = ear;
    ear = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("closing a broken connection", e);
      }
    }
  }

  /** The listener notices within {@link #LOOK}; its connection ends with the process at last. */
  void close() {
    closed = true;
  }
}
