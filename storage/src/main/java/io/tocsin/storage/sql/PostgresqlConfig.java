package io.tocsin.storage.sql;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code storage.relations.postgresql}. */
public record PostgresqlConfig(
    @Setting(doc = "`jdbc:postgresql://HOST:PORT/DATABASE`. No password in it.") String url,
    @Setting(doc = "Who owns the tables; may create them.") String user,
    @Setting(doc = "Absent: as the server lets this user in without one.")
        @Nullable Secret password,
    @Setting(
            doc =
                "Connections of one process at most, of reads and writes together; a call waits up"
                    + " to connect_timeout for its turn and then fails.",
            def = "12")
        int connections,
    @Setting(doc = "How long connecting may take.", def = "5s") Duration connectTimeout,
    @Setting(
            doc =
                "How long a statement may take, waiting for locks included. Past it the call fails,"
                    + " so a process that is cut off from the database notices.",
            def = "10s")
        Duration statementTimeout,
    @Setting(
            doc =
                "How long a transaction may stand still. Past it the server ends it: a process that"
                    + " was stopped in the middle of one must not hold up the others.",
            def = "5s")
        Duration idleTransactionTimeout) {
  private static final String SCHEME = "jdbc:postgresql:";
  private static final Duration LONGEST = Duration.ofMinutes(5);

  public PostgresqlConfig {
    if (!url.startsWith(SCHEME) || url.contains("password=")) {
      throw new InvalidSettingException("url", url, SCHEME + "//… without a password");
    }
    if (user.isBlank()) {
      throw new InvalidSettingException("user", user, "a name");
    }
    requireRange("connections", connections, 2, 200);
    // The driver and the server count in whole seconds and milliseconds.
    require("connect_timeout", connectTimeout, Duration.ofSeconds(1));
    require("statement_timeout", statementTimeout, Duration.ofSeconds(1));
    require("idle_transaction_timeout", idleTransactionTimeout, Duration.ofMillis(100));
  }

  private static void require(String key, Duration value, Duration min) {
    if (value.compareTo(min) < 0 || value.compareTo(LONGEST) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + LONGEST);
    }
  }
}
