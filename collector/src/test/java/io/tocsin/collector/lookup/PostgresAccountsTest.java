package io.tocsin.collector.lookup;

import static io.tocsin.collector.pipeline.Requests.KEYS;
import static io.tocsin.collector.pipeline.Requests.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.Health;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.config.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of accounts of a real PostgreSQL. */
@Tag("long")
class PostgresAccountsTest {
  private static EmbeddedPostgres core;

  @BeforeAll
  static void start() throws IOException, SQLException {
    core = EmbeddedPostgres.start();
    execute(
        """
        create table customer(acct text primary key, code text, level text, area text);
        insert into customer select
          '6217' || n, 'T' || n % 7, case when n % 2 = 0 then 'gold' end, 'cn-east'
          from generate_series(10001, 22000) n;
        create role reader login password 'opens-the-table';
        grant select, delete on customer to reader
        """);
  }

  @AfterAll
  static void stop() throws IOException {
    core.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = core.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static AccountTables tables(String query) {
    JdbcLookupConfig jdbc =
        new JdbcLookupConfig(
            core.getJdbcUrl("reader", "postgres").replaceAll("[?].*", ""),
            "reader",
            new Secret("opens-the-table"),
            query,
            Duration.ofMinutes(5),
            Duration.ofSeconds(10));
    return new AccountTables(
        List.of(new LookupConfig(TENANT.value(), null, jdbc, 1_000_000)), tenant -> KEYS);
  }

  private static @Nullable AccountFacts find(AccountTables tables, String account) {
    String token = new AccountTokens(KEYS).tokensOf(account).getFirst();
    return tables.find(TENANT, tables.of(TENANT), token);
  }

  /** More rows than come in one fetch. */
  @Test
  void query_readsAllRows_inSeveralFetches() {
    AccountTables tables =
        tables(
            "select acct as account, code as tenant_code, level as tier, area as region"
                + " from customer");
    tables.look();
    assertThat(tables.health()).isEqualTo(Health.up("acme: 12000 accounts, 14 different facts"));
    assertThat(find(tables, "621710001")).isEqualTo(new AccountFacts("T5", null, "cn-east"));
    assertThat(find(tables, "621722000")).isEqualTo(new AccountFacts("T6", "gold", "cn-east"));
    assertThat(find(tables, "621722001")).isNull();
  }

  @Test
  void query_canWriteNothing_andFailsInTime() throws Exception {
    AccountTables writing = tables("delete from customer returning acct as account");
    writing.look();
    assertThat(writing.health().because()).contains("read-only transaction");
    AccountTables forbidden = tables("select rolname as account from pg_authid");
    forbidden.look();
    assertThat(forbidden.health().because()).contains("permission denied");
    AccountTables wrong = tables("select acct from customer");
    wrong.look();
    assertThat(wrong.health().because()).contains("the query has no column account");
  }

  @Test
  void noConnection_outlivesTheReading() throws Exception {
    tables("select acct as account from customer").look();
    try (Connection connection = core.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      await().until(() -> count(statement) == 0);
    }
  }

  private static int count(Statement statement) throws SQLException {
    try (ResultSet left =
        statement.executeQuery(
            "select count(*) from pg_stat_activity where application_name = 'tocsin'")) {
      left.next();
      return left.getInt(1);
    }
  }
}
