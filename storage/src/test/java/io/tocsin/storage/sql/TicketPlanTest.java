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

/** What is asked of the ticket ledger again and again is found by its own index. */
class TicketPlanTest {
  @TempDir private Path folder;

  @Test
  void newTickets_areClaimed_whateverElseWaits_onSqlite() {
    // ticket_ledger_due has the same columns; without statistics SQLite takes the newer one.
    assertThat(sqlite(claim(new SqliteDialect())))
        .contains("r USING INDEX ticket_ledger_opening (due_at<?)");
  }

  @Test
  void newTickets_areClaimed_whateverElseWaits_onPostgresql() throws SQLException {
    assertThat(postgresql(claim(new PostgresqlDialect())))
        .contains("Scan using ticket_ledger_opening on ticket_ledger r");
  }

  @Test
  void whatWasRefused_isListed_whateverElseWasDone_onSqlite() {
    assertThat(sqlite(refused()))
        .contains("USING INDEX ticket_ledger_refused (tenant=?)")
        .doesNotContain("TEMP B-TREE");
    assertThat(sqlite(refusedTickets())).contains("USING INDEX ticket_ledger_refused (tenant=?)");
  }

  @Test
  void whatWasRefused_isListed_whateverElseWasDone_onPostgresql() throws SQLException {
    assertThat(postgresql(refused())).contains("using ticket_ledger_refused on ticket_ledger");
    assertThat(postgresql(refusedTickets())).contains("ticket_ledger_refused");
  }

  private String sqlite(String statement) {
    try (SqliteDatabase database =
        new SqliteDatabase(folder, RelationsConfig.defaults(), InstantSource.system())) {
      database.start();
      JdbcTemplate sql = new JdbcTemplate(new SqliteFile(folder, Duration.ofSeconds(1)).reading());
      return sql.queryForList("EXPLAIN QUERY PLAN " + statement).toString();
    }
  }

  private static String postgresql(String statement) throws SQLException {
    String url = PostgresqlServer.fresh().postgresql().url();
    try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
      JdbcTemplate sql = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      // Tables without rows are read whole otherwise.
      sql.execute("SET enable_seqscan = off");
      return sql.queryForList("EXPLAIN " + statement).toString();
    }
  }

  private static String claim(Dialect dialect) {
    return SqlTicketLedger.ROWS
        .claiming(dialect, SqlTicketLedger.firstOf(TicketAct.Kind.OPENING), SqlTicketLedger.ORDER)
        .replace(":holder", "'one'")
        .replaceAll(":(until|now|limit)", "1");
  }

  private static String refused() {
    return ofTheBank("SELECT *" + SqlDeadLetters.REFUSED + SqlDeadLetters.NEWEST_FIRST);
  }

  private static String refusedTickets() {
    return ofTheBank("SELECT * FROM ticket_ledger WHERE " + SqlTicketDesk.REFUSED);
  }

  private static String ofTheBank(String statement) {
    return statement.replace(":tenant", "'bank'");
  }
}
