package io.tocsin.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.ticket.TicketAct;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** New tickets are claimed by their own index, whatever else waits. */
class ClaimPlanTest {
  @TempDir private Path folder;

  @Test
  void onSqlite() {
    try (SqliteDatabase database =
        new SqliteDatabase(folder, RelationsConfig.defaults(), InstantSource.system())) {
      database.start();
      JdbcTemplate sql = new JdbcTemplate(new SqliteFile(folder, Duration.ofSeconds(1)).reading());

      // ticket_ledger_due has the same columns; without statistics SQLite takes the newer one.
      assertThat(sql.queryForList("EXPLAIN QUERY PLAN " + claim(new SqliteDialect())).toString())
          .contains("r USING INDEX ticket_ledger_opening (due_at<?)");
    }
  }

  @Test
  void onPostgresql() throws SQLException {
    String url = PostgresqlServer.fresh().postgresql().url();
    try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
      JdbcTemplate sql = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      // Tables without rows are read whole otherwise.
      sql.execute("SET enable_seqscan = off");

      assertThat(sql.queryForList("EXPLAIN " + claim(new PostgresqlDialect())).toString())
          .contains("Scan using ticket_ledger_opening on ticket_ledger r");
    }
  }

  private static String claim(Dialect dialect) {
    return SqlTicketLedger.ROWS
        .claiming(dialect, SqlTicketLedger.firstOf(TicketAct.Kind.OPENING), SqlTicketLedger.ORDER)
        .replace(":holder", "'one'")
        .replaceAll(":(until|now|limit)", "1");
  }
}
