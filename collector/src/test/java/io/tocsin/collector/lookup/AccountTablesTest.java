package io.tocsin.collector.lookup;

import static io.tocsin.collector.pipeline.Requests.KEYS;
import static io.tocsin.collector.pipeline.Requests.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.Health;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.account.Keys;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.metric.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTablesTest {
  @TempDir private Path folder;

  private final AtomicReference<Keys> keys = new AtomicReference<>(KEYS);

  private AccountTables tables(LookupConfig config) {
    return new AccountTables(List.of(config), tenant -> keys.get());
  }

  private AccountTables ofFile(Path file, int maxRows) {
    return tables(new LookupConfig(TENANT.value(), file, null, maxRows));
  }

  private @Nullable AccountFacts find(AccountTables tables, String account) {
    String token = new AccountTokens(keys.get()).tokensOf(account).getFirst();
    return tables.find(TENANT, tables.of(TENANT), token);
  }

  private Path file(String text) throws IOException {
    return write(folder.resolve("accounts.csv"), text, 1);
  }

  /** With a time of change of its own, since clocks of files are coarse. */
  private static Path write(Path file, String text, long changed) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(changed));
    return file;
  }

  private static double sample(AccountTables tables, String name, String label, String value) {
    return tables.samples().stream()
        .filter(s -> s.name().equals(name) && value.equals(s.labels().get(label)))
        .mapToDouble(Sample::value)
        .sum();
  }

  @Test
  void csvFile_tellsWhatItsColumnsSay() throws Exception {
    AccountTables tables =
        ofFile(
            file(
                """
                region,account,tenant_code,ignored,tier
                cn-east,62170001,"ACME, Ltd",x,gold
                ,62170002,,x,
                north,,LOST,x,gold
                """),
            10);
    assertThat(tables.of(TENANT)).isSameAs(AccountTable.NONE);
    tables.look();
    assertThat(find(tables, "62170001"))
        .isEqualTo(new AccountFacts("ACME, Ltd", "gold", "cn-east"));
    assertThat(find(tables, "62170002")).isEqualTo(new AccountFacts(null, null, null));
    assertThat(find(tables, "62170003")).isNull();
    assertThat(tables.health()).isEqualTo(Health.up("acme: 2 accounts, 2 different facts"));
    assertThat(sample(tables, "tocsin_account_lookups_total", "result", "hit")).isEqualTo(2);
    assertThat(sample(tables, "tocsin_account_lookups_total", "result", "miss_unknown"))
        .isEqualTo(1);
    assertThat(sample(tables, "tocsin_account_table_bad_rows_total", "reason", "no_account"))
        .isEqualTo(1);
  }

  @Test
  void changedFile_isReadOnceItStaysTheSame_andTheOldRowsStayOnAnError() throws Exception {
    Path file = file("account,tier\n1001,gold\n");
    AccountTables tables = ofFile(file, 10);
    tables.look();
    AccountTable first = tables.of(TENANT);
    tables.look();
    assertThat(tables.of(TENANT)).isSameAs(first);

    write(file, "account,tier\n1001,", 2);
    tables.look();
    assertThat(find(tables, "1001")).isEqualTo(new AccountFacts(null, "gold", null));
    write(file, "account,tier\n1001,silver\n", 3);
    tables.look();
    assertThat(tables.of(TENANT)).isSameAs(first);
    tables.look();
    assertThat(find(tables, "1001")).isEqualTo(new AccountFacts(null, "silver", null));

    write(file, "konto,tier\n1001,bronze\n", 4);
    tables.look();
    tables.look();
    assertThat(find(tables, "1001")).isEqualTo(new AccountFacts(null, "silver", null));
    assertThat(tables.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(tables.health().because()).contains("[konto, tier] (expected: account among them)");

    write(file, "account,tier\n1001,bronze\n", 5);
    tables.look();
    tables.look();
    assertThat(find(tables, "1001")).isEqualTo(new AccountFacts(null, "bronze", null));
    assertThat(tables.health().state()).isEqualTo(Health.State.UP);
    Files.delete(file);
    tables.look();
    assertThat(find(tables, "1001")).isEqualTo(new AccountFacts(null, "bronze", null));
    assertThat(tables.health().state()).isEqualTo(Health.State.DEGRADED);
  }

  @Test
  void rowsPastTheLimit_areLeftOut_countedAndShown() throws Exception {
    StringBuilder text = new StringBuilder("account,tenant_code\n");
    for (int i = 0; i < 100; i++) {
      text.append(i).append(",T").append(i % 3).append('\n');
    }
    AccountTables tables = ofFile(file(text.toString()), 40);
    tables.look();
    assertThat(tables.of(TENANT).size()).isEqualTo(40);
    assertThat(find(tables, "39")).isEqualTo(new AccountFacts("T0", null, null));
    assertThat(find(tables, "40")).isNull();
    assertThat(tables.health().because()).contains("60 rows left out (expected: at most 40)");
    assertThat(sample(tables, "tocsin_account_lookups_total", "result", "miss_table_full"))
        .isEqualTo(1);
    assertThat(sample(tables, "tocsin_account_table_bad_rows_total", "reason", "past_max_rows"))
        .isEqualTo(60);
  }

  @Test
  void rotatedIndexKey_makesTheTableAnew() throws Exception {
    AccountTables tables = ofFile(file("account,tier\n1001,gold\n"), 10);
    tables.look();
    keys.set(
        new Keys(
            List.of(new Keys.Key("i2", new byte[32])), List.of(new Keys.Key("e1", new byte[16]))));
    assertThat(find(tables, "1001")).isNull();
    tables.look();
    assertThat(find(tables, "1001")).isEqualTo(new AccountFacts(null, "gold", null));
  }

  @Test
  void query_isReadAgainAfterItsInterval_overOneReadOnlyConnection() throws Exception {
    Path file = folder.resolve("core.db");
    String url = "jdbc:sqlite:" + file;
    try (Connection core = DriverManager.getConnection(url);
        Statement statement = core.createStatement()) {
      statement.execute("create table customer(acct text, code text, level text)");
      statement.execute("insert into customer values('1001','ACME','gold')");
      AccountTables tables =
          tables(
              jdbc(
                  url, "select acct as account, code as tenant_code, level as tier from customer"));
      tables.look();
      assertThat(find(tables, "1001")).isEqualTo(new AccountFacts("ACME", "gold", null));
      statement.execute("insert into customer values('1002','BANK','basic')");
      tables.look();
      assertThat(find(tables, "1002")).isNull();
      assertThat(
              new JdbcAccounts(jdbcConfig(url, "select 1"))
                  .isStale(Duration.ofMinutes(6).toNanos()))
          .isTrue();

      AccountTables writing = tables(jdbc(url, "delete from customer returning acct as account"));
      writing.look();
      assertThat(writing.health().because()).containsIgnoringCase("readonly");
    }
    AccountTables wrong = tables(jdbc(url, "select code as tenant_code from customer"));
    wrong.look();
    assertThat(wrong.health().because()).contains("the query has no column account");
  }

  private static JdbcLookupConfig jdbcConfig(String url, String query) {
    return new JdbcLookupConfig(
        url, null, null, query, Duration.ofMinutes(5), Duration.ofSeconds(10));
  }

  private static LookupConfig jdbc(String url, String query) {
    return new LookupConfig(TENANT.value(), null, jdbcConfig(url, query), 10);
  }

  @Test
  void aMillionRows_takeBoundedMemory() {
    AccountTable.Builder table = new AccountTable.Builder(1_000_000);
    byte[] bits = new byte[15];
    java.util.Random random = new java.util.Random(1);
    String last = "";
    for (int i = 0; i < 1_000_100; i++) {
      random.nextBytes(bits);
      last =
          AccountTokens.PREFIX
              + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
      table.add(last, new AccountFacts("T" + i % 100, "gold", null));
    }
    assertThat(table.leftOut()).isEqualTo(100);
    AccountTable built = table.build();
    assertThat(built.toString()).isEqualTo("1000000 accounts, 100 different facts");
    assertThat(built.find(last)).isNull();
  }

  @Test
  void configThatCannotBe_isRefusedWithTheReason() {
    Path file = Path.of("a.csv");
    assertThatThrownBy(() -> new LookupConfig("acme", null, null, 1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("one of file and jdbc");
    assertThatThrownBy(() -> new LookupConfig("Acme!", file, null, 1))
        .hasMessageContaining("tenant");
    assertThatThrownBy(() -> jdbcConfig("jdbc:mysql://x/y", "select 1"))
        .hasMessageContaining("url: jdbc:mysql://x/y");
    assertThatThrownBy(() -> jdbcConfig("jdbc:postgresql://h/d?password=secret", "select 1"))
        .hasMessageNotContaining("secret");
  }
}
