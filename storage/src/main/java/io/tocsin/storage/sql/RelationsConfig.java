package io.tocsin.storage.sql;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings of the relational store: SQLite, unless a PostgreSQL is named. */
public record RelationsConfig(
    @Setting(
            doc =
                "Connections for reading from SQLite. Writes share one more; a call waits up to"
                    + " 30 s for its turn and then fails.",
            def = "4")
        int readConnections,
    @Setting(
            doc = "How long a statement waits for another process that locks SQLite's file.",
            def = "5s")
        Duration busyTimeout,
    @Setting(
            doc =
                "Account tokens kept for each incident; beyond them its account count is shown as"
                    + " a lower bound.",
            def = "100000")
        int maxAccountsPerIncident,
    @Setting(
            doc =
                "How long a signal stays after an incident has taken it in, and how long it is"
                    + " known what was done to a ticket after it was filed.",
            def = "7d",
            restart = false)
        Duration keepHandledSignals,
    @Setting(doc = "How long it is known how services were.") History history,
    @Setting(
            doc =
                "Key of at least 32 characters for the audit journal's hashes. Without it the"
                    + " journal shows damage and careless edits, with it also forgery by someone"
                    + " who can write the file but does not have the key.")
        @Nullable Secret auditKey,
    @Setting(doc = "Stands before the number of a built-in ticket.", def = "TKT")
        String ticketPrefix,
    @Setting(
            doc =
                "A PostgreSQL that holds all of it, for several bots. Absent: SQLite in the data"
                    + " folder. The built-in tracker's tickets stay in SQLite.")
        @Nullable PostgresqlConfig postgresql) {
  private static final int MIN_KEY_CHARS = 32;
  private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]{0,9}");

  /** {@code storage.relations.history}. */
  public record History(
      @Setting(
              doc =
                  "Latencies in windows as short as they were measured; after that they are there"
                      + " in windows of five minutes.",
              def = "6h",
              restart = false)
          Duration latencyDetail,
      @Setting(doc = "Latencies at all.", def = "7d", restart = false) Duration latency,
      @Setting(
              doc = "That a version of a service ran, after it was last seen.",
              def = "400d",
              restart = false)
          Duration releases,
      @Setting(
              doc = "Templates of log messages, after they were last seen.",
              def = "90d",
              restart = false)
          Duration templates,
      @Setting(
              doc = "Deliveries of notices, once their incident was not seen for as long either.",
              def = "90d",
              restart = false)
          Duration deliveries,
      @Setting(
              doc = "Alerts of other systems that are over, and silences that expired.",
              def = "30d",
              restart = false)
          Duration alerts,
      @Setting(
              doc = "Evidence kept as files, for tickets and the incident's page.",
              def = "30d",
              restart = false)
          Duration evidence) {
    public static final History DEFAULTS =
        new History(
            Duration.ofHours(6),
            Duration.ofDays(7),
            Duration.ofDays(400),
            Duration.ofDays(90),
            Duration.ofDays(90),
            Duration.ofDays(30),
            Duration.ofDays(30));

    public History {
      requireNotNegative("latency_detail", latencyDetail);
      requireNotNegative("latency", latency);
      requireNotNegative("releases", releases);
      requireNotNegative("templates", templates);
      requireNotNegative("deliveries", deliveries);
      requireNotNegative("alerts", alerts);
      requireNotNegative("evidence", evidence);
    }
  }

  public RelationsConfig {
    requireRange("read_connections", readConnections, 1, 64);
    requireRange("max_accounts_per_incident", maxAccountsPerIncident, 1, 10_000_000);
    if (busyTimeout.isNegative() || busyTimeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new InvalidSettingException("busy_timeout", busyTimeout, "0s to 5m");
    }
    requireNotNegative("keep_handled_signals", keepHandledSignals);
    if (auditKey != null && auditKey.reveal().length() < MIN_KEY_CHARS) {
      throw new InvalidSettingException("audit_key", auditKey, "at least 32 characters");
    }
    if (!PREFIX.matcher(ticketPrefix).matches()) {
      throw new InvalidSettingException(
          "ticket_prefix", ticketPrefix, "1 to 10 of A-Z and 0-9, starting with a letter");
    }
  }

  private static void requireNotNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new InvalidSettingException(key, value, "0s or longer");
    }
  }

  public static RelationsConfig defaults() {
    return new RelationsConfig(
        4, Duration.ofSeconds(5), 100_000, Duration.ofDays(7), History.DEFAULTS, null, "TKT", null);
  }
}
