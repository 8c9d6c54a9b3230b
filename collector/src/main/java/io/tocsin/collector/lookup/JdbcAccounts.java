package io.tocsin.collector.lookup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, read whole every so often over one connection that is closed afterwards: no
 * record waits for the database, and it never sees more of us than that.
 */
final class JdbcAccounts implements AccountSource {
  private static final int FETCH_ROWS = 5_000;

  private final JdbcLookupConfig config;
  private final long refreshNanos;

  JdbcAccounts(JdbcLookupConfig config) {
    this.config = config;
    this.refreshNanos = config.refresh().toNanos();
  }

  @Override
  public boolean isStale(long sinceNanos) {
    return sinceNanos >= refreshNanos;
  }

  @Override
  public void read(Rows rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(config.url(), properties())) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH_ROWS);
        statement.setQueryTimeout((int) Math.max(1, config.timeout().toSeconds()));
        try (ResultSet found = statement.executeQuery(config.query())) {
          read(found, rows);
        }
      } finally {
        connection.rollback();
      }
    }
  }

  private static void read(ResultSet found, Rows rows) throws SQLException {
    int account = column(found, LookupConfig.ACCOUNT);
    int tenantCode = column(found, LookupConfig.TENANT_CODE);
    int tier = column(found, LookupConfig.TIER);
    int region = column(found, LookupConfig.REGION);
    if (account == 0) {
      throw new SQLException("the query has no column account");
    }
    while (found.next()) {
      rows.row(
          found.getString(account),
          text(found, tenantCode),
          text(found, tier),
          text(found, region));
    }
  }

  /** Its number; 0 where the query has none of that name. */
  private static int column(ResultSet found, String name) throws SQLException {
    ResultSetMetaData columns = found.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnLabel(i).toLowerCase(Locale.ROOT).equals(name)) {
        return i;
      }
    }
    return 0;
  }

  private static @Nullable String text(ResultSet found, int column) throws SQLException {
    return column == 0 ? null : found.getString(column);
  }

  /** Both databases are asked for reading only. */
  private Properties properties() {
    Properties properties = new Properties();
    String seconds = Long.toString(Math.max(1, config.timeout().toSeconds()));
    if (config.url().startsWith(JdbcLookupConfig.SQLITE)) {
      properties.setProperty("open_mode", "1");
      return properties;
    }
    properties.setProperty("readOnly", "true");
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("ApplicationName", "tocsin");
    if (config.user() != null) {
      properties.setProperty("user", config.user());
    }
    if (config.password() != null) {
      properties.setProperty("password", config.password().reveal());
    }
    return properties;
  }
}
