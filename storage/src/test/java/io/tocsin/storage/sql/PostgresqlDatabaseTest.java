package io.tocsin.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.Health;
import io.tocsin.model.access.Invitation;
import io.tocsin.model.access.Membership.Outcome;
import io.tocsin.model.access.Role;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.signal.Bell;
import io.tocsin.storage.contract.Samples;
import io.tocsin.storage.contract.TestClock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlDatabaseTest {
  private final RelationsConfig settings = PostgresqlServer.fresh();

  @Test
  void start_ofSeveralProcessesAtOnce_migratesOnce() {
    List<PostgresqlDatabase> all =
        IntStream.range(0, 3).mapToObj(n -> new PostgresqlDatabase(settings)).toList();

    all.parallelStream().forEach(PostgresqlDatabase::start);

    assertThat(all).allMatch(one -> one.health().state() == Health.State.UP);
    all.forEach(PostgresqlDatabase::close);
  }

  @Test
  void append_byTwoProcessesAtOnce_keepsOneChain() {
    try (PostgresqlDatabase one = new PostgresqlDatabase(settings);
        PostgresqlDatabase other = new PostgresqlDatabase(settings)) {
      Stream.of(one, other)
          .parallel()
          .forEach(database -> IntStream.range(0, 40).forEach(n -> append(database)));

      assertThat(one.audit().verify().because()).startsWith("80 entries, no gap");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_entry SET because = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry"
      })
  void T30_auditEntries_areNotChangedByMistake(String mistake) throws SQLException {
    try (PostgresqlDatabase database = new PostgresqlDatabase(settings)) {
      append(database);

      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(mistake)).hasMessageContaining("never");
      }

      assertThat(database.audit().verify().intact()).isTrue();
    }
  }

  @Test
  void remove_ofTwoAdminsByEachOtherAtOnce_leavesOne() {
    try (PostgresqlDatabase database = new PostgresqlDatabase(settings)) {
      for (int round = 0; round < 10; round++) {
        List<String> admins = List.of("a" + round, "b" + round);
        admins.forEach(name -> admin(database, name));
        database.users().users(Samples.BANK).stream()
            .filter(user -> !admins.contains(user.name()))
            .forEach(user -> database.membership().remove(Samples.BANK, user.name()));

        List<Outcome> outcomes =
            admins.parallelStream()
                .map(name -> database.membership().remove(Samples.BANK, name))
                .toList();

        assertThat(outcomes).containsExactlyInAnyOrder(Outcome.DONE, Outcome.LAST_ADMIN);
      }
    }
  }

  @Test
  void aProcessThatStopsInATransaction_holdsTheOthersUpForAWhileOnly() throws SQLException {
    try (PostgresqlDatabase database = new PostgresqlDatabase(settings);
        Connection stopped = PostgresqlDatabase.source(settings.postgresql()).getConnection();
        Statement statement = stopped.createStatement()) {
      stopped.setAutoCommit(false);
      statement.execute("SELECT * FROM audit_head FOR UPDATE");

      append(database);

      assertThat(database.audit().verify().intact()).isTrue();
      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void clock_isTheDatabasesAndGoesOnWithoutIt() {
    long[] ticks = {0};
    try (PostgresqlDatabase database =
        new PostgresqlDatabase(settings, sql -> new DatabaseClock(sql, () -> ticks[0]))) {
      var first = database.clock().instant();
      ticks[0] += Duration.ofSeconds(9).toNanos();
      assertThat(database.clock().instant()).isEqualTo(first.plusSeconds(9));

      // Past its time it is asked again: the ticks above had not passed in the database.
      ticks[0] += Duration.ofSeconds(9).toNanos();
      assertThat(database.clock().instant()).isBetween(first, first.plusSeconds(8));
    }
  }

  @Test
  void bell_rungByOneProcess_isHeardByAnother() throws Exception {
    try (PostgresqlDatabase one = new PostgresqlDatabase(settings);
        PostgresqlDatabase other = new PostgresqlDatabase(settings)) {
      Bell listener = other.bell("signals");
      listener.await(Duration.ofSeconds(5)); // Begins to listen.
      CompletableFuture<Void> heard = new CompletableFuture<>();
      Thread waiting =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  listener.await(Duration.ofMinutes(5));
                  heard.complete(null);
                } catch (InterruptedException e) {
                  heard.completeExceptionally(e);
                }
              });

      one.bell("signals").ring();

      assertThat(heard).succeedsWithin(Duration.ofSeconds(20));
      waiting.join();
    }
  }

  @Test
  void start_whereNobodyAnswers_namesTheSetting() {
    PostgresqlConfig here = settings.postgresql();
    PostgresqlConfig nowhere =
        new PostgresqlConfig(
            "jdbc:postgresql://127.0.0.1:1/tocsin",
            here.user(),
            here.password(),
            here.connections(),
            here.connectTimeout(),
            here.statementTimeout(),
            here.idleTransactionTimeout());
    try (PostgresqlDatabase database = new PostgresqlDatabase(with(nowhere))) {
      assertThatThrownBy(database::start)
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("storage.relations.postgresql.url")
          .hasMessageContaining("refused");
    }
  }

  @Test
  void config_withAPasswordInTheUrl_isRefused() {
    assertThatThrownBy(() ->
            new PostgresqlConfig(
                "jdbc:postgresql://db/tocsin?password=x",
                "tocsin",
                new Secret("x"),
                12,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("without a password");
  }

  private static void append(PostgresqlDatabase database) {
    database
        .audit()
        .append(new AuditDraft(Samples.BANK, "tocsin", "test", "thing", null, null, "why"));
  }

  private static void admin(PostgresqlDatabase database, String name) {
    var expires = TestClock.NOON.plusSeconds(60);
    database.users().invite(new Invitation("hash-" + name, Samples.BANK, Role.ADMIN, expires));
    database.users().redeem("hash-" + name, name, "secret", TestClock.NOON);
  }

  private RelationsConfig with(PostgresqlConfig postgresql) {
    return new RelationsConfig(
        settings.readConnections(),
        settings.busyTimeout(),
        settings.maxAccountsPerIncident(),
        settings.keepHandledSignals(),
        settings.history(),
        settings.auditKey(),
        settings.ticketPrefix(),
        postgresql);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.postgresql().url(), "postgres", "");
  }
}
