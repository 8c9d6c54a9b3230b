package io.tocsin.collector.lookup;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A query whose rows are the table. */
public record JdbcLookupConfig(
    @Setting(doc = "`jdbc:postgresql://…` or `jdbc:sqlite:FILE`. No password in it.") String url,
    @Setting(doc = "User of the database. Absent: as the driver finds it.") @Nullable String user,
    @Setting(doc = "Password of the user; may come from a file.") @Nullable Secret password,
    @Setting(
            doc =
                "Statement with the columns account, and any of tenant_code, tier and region. It"
                    + " runs read-only.")
        String query,
    @Setting(doc = "How often the whole table is read again, over one connection.", def = "5m")
        Duration refresh,
    @Setting(doc = "How long connecting and the query may take.", def = "60s") Duration timeout) {
  static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  public JdbcLookupConfig {
    if (url == null || !url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw new InvalidSettingException(
          "url", String.valueOf(url), POSTGRESQL + "//… or " + SQLITE + "FILE");
    }
    if (url.contains("password=")) {
      throw new InvalidSettingException("url", "***", "no password; it has a key of its own");
    }
    if (query == null || query.isBlank()) {
      throw new InvalidSettingException("query", String.valueOf(query), "a statement");
    }
    InvalidSettingException.requireRange("refresh", refresh.toMillis(), 1_000, 86_400_000);
    InvalidSettingException.requireRange("timeout", timeout.toMillis(), 1_000, 3_600_000);
  }
}
