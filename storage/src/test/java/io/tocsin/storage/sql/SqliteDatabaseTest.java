package io.tocsin.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.Health;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.EffectsAwayException;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.signal.Signal;
import io.tocsin.storage.contract.Samples;
import io.tocsin.storage.contract.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class SqliteDatabaseTest {
  private final TestClock clock = new TestClock();
  @TempDir Path folder;

  @Test
  void connections_forceEveryCommitAndKeepReferences() {
    SqliteFile file = new SqliteFile(folder, Duration.ofSeconds(1));
    JdbcTemplate writing = new JdbcTemplate(file.writing());

    assertThat(pragma(writing, "journal_mode")).isEqualTo("wal");
    assertThat(pragma(writing, "synchronous")).as("2 is FULL").isEqualTo("2");
    assertThat(pragma(writing, "foreign_keys")).isEqualTo("1");
    assertThat(pragma(writing, "busy_timeout")).isEqualTo("1000");
  }

  @Test
  void close_andOpenAgain_keepsWhatWasWritten() {
    Signal signal = Samples.signal(Samples.BANK, 1);
    try (SqliteDatabase first = open()) {
      first.signals().post(List.of(signal));
    }

    try (SqliteDatabase second = open()) {
      assertThat(second.signals().pending(1)).containsExactly(signal);
      assertThat(second.health().state()).isEqualTo(Health.State.UP);
    }
  }

  @Test
  void aSignalThatCannotBeRead_holdsNoOtherBackAndIsTold() throws Exception {
    Signal good = Samples.signal(Samples.BANK, 2);
    try (SqliteDatabase first = open()) {
      first.signals().post(List.of(Samples.signal(Samples.BANK, 1)));
    }
    String url = "jdbc:sqlite:" + folder.resolve("tocsin.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE signal SET signal_json = '{', observed_at = 0");
    }

    try (SqliteDatabase second = open()) {
      second.signals().post(List.of(good));
      assertThat(second.signals().pending(1)).isEmpty();
      assertThat(second.signals().pending(1)).containsExactly(good);
      assertThat(second.health().state()).isEqualTo(Health.State.DEGRADED);
      assertThat(second.health().because()).contains("cannot be read wait: 1");
    }
  }

  @Test
  void T33_start_onADamagedFile_setsItAsideAndSaysSo() throws IOException {
    Files.writeString(folder.resolve("tocsin.db"), "no database".repeat(1_000));

    try (SqliteDatabase database = open()) {
      assertThat(database.signals().post(List.of(Samples.signal(Samples.BANK, 1)))).isEqualTo(1);
      assertThat(database.health().state()).isEqualTo(Health.State.DEGRADED);
      assertThat(database.health().because()).contains("tocsin.db.damaged-2026-11-21T");
    }
    try (SqliteDatabase database = open()) {
      assertThat(database.signals().pending(9)).hasSize(1);
      assertThat(database.health().state()).isEqualTo(Health.State.DEGRADED);
    }
  }

  @Test
  void T29_aServicesTemplates_areFoundByItsOwnIndex() {
    try (SqliteDatabase database = open()) {
      assertThat(database.health().state()).isEqualTo(Health.State.UP);
      JdbcTemplate file = new JdbcTemplate(new SqliteFile(folder, Duration.ofSeconds(1)).reading());
      String statement =
          SqlTemplateStore.select(true)
              .replace(":tenant", "'bank'")
              .replace(":service", "'payments'")
              .replace(":limit", "10");

      assertThat(file.queryForList("EXPLAIN QUERY PLAN " + statement).toString())
          .contains("log_template_seen (tenant=? AND service=?)");
    }
  }

  @Test
  void start_whereNoFolderCanBe_saysWhere() throws IOException {
    Path occupied = Files.writeString(folder.resolve("file"), "");

    SqliteDatabase database =
        new SqliteDatabase(occupied.resolve("sql"), RelationsConfig.defaults(), clock);
    assertThatThrownBy(database::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(occupied.resolve("sql").toString());
    database.close();
  }

  @Test
  void health_afterAFailedWrite_isDown_untilOneSucceeds() {
    try (SqliteDatabase database = open()) {
      JdbcTemplate file = new JdbcTemplate(new SqliteFile(folder, Duration.ofSeconds(1)).writing());
      file.execute("ALTER TABLE signal RENAME TO elsewhere");
      assertThatThrownBy(() -> database.signals().post(List.of(Samples.signal(Samples.BANK, 1))))
          .isInstanceOf(RuntimeException.class);
      assertThat(database.health().state()).isEqualTo(Health.State.DOWN);
      assertThat(database.health().because()).contains("signal");

      file.execute("ALTER TABLE elsewhere RENAME TO signal");
      database.signals().post(List.of(Samples.signal(Samples.BANK, 1)));
      assertThat(database.health().state()).isEqualTo(Health.State.UP);
    }
  }

  @Test
  void effects_ofADatabaseThatIsAway_areToldAsAway_whereverTheyAreAskedFor() {
    try (SqliteDatabase database = open()) {
      EffectLedger effects = database.effects();
      EffectLedger.Wanted wanted = wanted("a transfer");
      KeyedEffect begun = effects.begin(wanted, TestClock.NOON);
      new JdbcTemplate(new SqliteFile(folder, Duration.ofSeconds(1)).writing())
          .execute("ALTER TABLE effect RENAME TO elsewhere");

      List<ThrowingCallable> asked =
          List.of(
              () -> effects.begin(wanted, TestClock.NOON),
              () -> effects.advance(begun),
              () -> effects.refused(Samples.BANK, 0, 10),
              () -> effects.replay(Samples.BANK, "hooks", wanted.key(), "by wang", TestClock.NOON));
      assertThat(asked)
          .allSatisfy(call ->
              assertThatThrownBy(call)
                  .isInstanceOf(EffectsAwayException.class)
                  .hasMessageContaining("the database does not answer"));
    }
  }

  private static EffectLedger.Wanted wanted(String what) {
    return new EffectLedger.Wanted(
        Samples.BANK,
        "hooks",
        EffectKey.of(what),
        "one",
        TestClock.NOON.plusSeconds(30),
        TestClock.NOON.plusSeconds(60));
  }

  @Test
  void sweep_forgetsEffectsThatAreKeptNoLonger_andNotThoseThatSomebodyHas() {
    try (SqliteDatabase database = open()) {
      KeyedEffect settled = database.effects().begin(wanted("done"), TestClock.NOON);
      database
          .effects()
          .advance(settled.with(settled.effect().settled(EffectState.CONFIRMED, "done"), "ok"));
      clock.advance(Duration.ofSeconds(59));
      database.sweep();
      assertThat(rows("effect")).isOne();

      clock.advance(Duration.ofSeconds(1));
      database
          .effects()
          .begin(
              new EffectLedger.Wanted(
                  Samples.BANK,
                  "hooks",
                  EffectKey.of("under way"),
                  "one",
                  clock.instant().plusSeconds(30),
                  clock.instant()),
              clock.instant());
      database.sweep();
      assertThat(rows("effect")).isOne();
      assertThat(database.effects().begin(wanted("done"), clock.instant()).effect().state())
          .isEqualTo(EffectState.SENT);
    }
  }

  @Test
  void sweep_forgetsSignalsTakenInLongAgo_andNoOthers() {
    try (SqliteDatabase database = open()) {
      Signal handled = Samples.signal(Samples.BANK, 1);
      Signal pending = Samples.signal(Samples.BANK, 2);
      database.signals().post(List.of(handled, pending));
      Incident incident = incident(database, 1);
      database
          .incidentJournal()
          .record(
              new IncidentChange(
                  incident, List.of(), List.of(handled.id()), Set.of(), Set.of(), 1, false))
          .orElseThrow();

      clock.advance(Duration.ofDays(7));
      database.sweep();
      assertThat(rows("signal")).isEqualTo(2);
      clock.advance(Duration.ofSeconds(1));
      database.sweep();
      assertThat(rows("signal")).isEqualTo(1);
      assertThat(database.signals().pending(9)).containsExactly(pending);
    }
  }

  @Test
  void search_amongTenThousandIncidents_givesTheRightPageAndTotal() {
    try (SqliteDatabase database = open()) {
      Incident model = incident(database, 1);
      database.incidentJournal().record(Samples.change(model)).orElseThrow();
      copyTo(10_000);

      long start = System.nanoTime();
      var page = database.incidents().search(query("exhausted 余额", IncidentQuery.Sort.ACCOUNTS));
      long millis = (System.nanoTime() - start) / 1_000_000;

      assertThat(page.total()).isEqualTo(10_000);
      assertThat(page.items()).hasSize(50);
      assertThat(page.items().getFirst().blast().accounts()).isEqualTo(10_000);
      System.out.println("incident search by words over 10,000 rows: " + millis + " ms");
    }
  }

  @Test
  void config_thatCannotBe_namesTheKeyAndNeverTheSecret() {
    assertThatThrownBy(() ->
            new RelationsConfig(
                4,
                Duration.ofSeconds(5),
                100,
                Duration.ofDays(1),
                RelationsConfig.History.DEFAULTS,
                new Secret("short"),
                "TKT",
                null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("audit_key: *** (expected: at least 32 characters)");
    assertThatThrownBy(() ->
            new RelationsConfig(
                0,
                Duration.ofSeconds(5),
                100,
                Duration.ofDays(1),
                RelationsConfig.History.DEFAULTS,
                null,
                "TKT",
                null))
        .hasMessageContaining("read_connections: 0");
    assertThatThrownBy(() ->
            new RelationsConfig(
                4,
                Duration.ofSeconds(5),
                100,
                Duration.ofDays(1),
                RelationsConfig.History.DEFAULTS,
                null,
                "t-",
                null))
        .hasMessageContaining("ticket_prefix: t-");
  }

  /** Rows of SQL instead of the journal: ten thousand forced commits would take their time. */
  private void copyTo(int rows) {
    JdbcTemplate file = new JdbcTemplate(new SqliteFile(folder, Duration.ofSeconds(1)).writing());
    List<String> columns =
        file.queryForList("SELECT name FROM pragma_table_info('incident')", String.class);
    String values =
        String.join(", ", columns)
            .replaceFirst("\\bid\\b", "'00000000-0000-7000-8000-' || printf('%012d', n)")
            .replaceFirst("\\bnumber\\b", "n")
            .replaceFirst("\\bepisode\\b", "n")
            .replaceFirst("\\baccounts\\b", "n");
    file.execute(
        "WITH RECURSIVE many(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM many WHERE n < "
            + rows
            + ") INSERT INTO incident SELECT "
            + values
            + " FROM incident, many");
  }

  private static IncidentQuery query(String text, IncidentQuery.Sort sort) {
    return new IncidentQuery(Samples.BANK, Set.of(), null, null, text, sort, 0, 50);
  }

  private static Incident incident(SqliteDatabase database, int fingerprint) {
    var fault =
        database
            .incidentJournal()
            .fault(Samples.BANK, Samples.fingerprint(fingerprint), TestClock.NOON);
    return Samples.incident(
        fault, database.incidentJournal().nextNumber(Samples.BANK), TestClock.NOON);
  }

  private int rows(String table) {
    JdbcTemplate file = new JdbcTemplate(new SqliteFile(folder, Duration.ofSeconds(1)).reading());
    Integer rows = file.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
    return rows == null ? -1 : rows;
  }

  private static String pragma(JdbcTemplate file, String name) {
    return String.valueOf(file.queryForObject("PRAGMA " + name, String.class));
  }

  private SqliteDatabase open() {
    SqliteDatabase database = new SqliteDatabase(folder, RelationsConfig.defaults(), clock);
    database.start();
    return database;
  }
}
