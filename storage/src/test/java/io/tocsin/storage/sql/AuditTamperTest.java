package io.tocsin.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.model.config.Secret;
import io.tocsin.storage.contract.Samples;
import io.tocsin.storage.contract.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** A person with the file in their hands, against the verifier. */
class AuditTamperTest {
  private static final String KEY = "a key of at least thirty-two characters";
  private static final int ENTRIES = 6;

  @TempDir Path folder;
  private JdbcTemplate file;

  @BeforeEach
  void writeAJournal() {
    append(KEY, ENTRIES);
    file = new JdbcTemplate(new SqliteFile(folder, Duration.ofSeconds(1)).writing());
  }

  static Stream<Arguments> T30_tampering() {
    return Stream.of(
        tampering("first deleted", 1, "DELETE FROM audit_entry WHERE sequence = 1"),
        tampering("one deleted", 3, "DELETE FROM audit_entry WHERE sequence = 3"),
        tampering(
            "one deleted, the rest moved up",
            3,
            "DELETE FROM audit_entry WHERE sequence = 3",
            "UPDATE audit_entry SET sequence = sequence - 1 WHERE sequence > 3"),
        tampering("last deleted", 6, "DELETE FROM audit_entry WHERE sequence = 6"),
        tampering("tail deleted", 4, "DELETE FROM audit_entry WHERE sequence > 3"),
        tampering(
            "tail deleted, head moved back",
            3,
            "DELETE FROM audit_entry WHERE sequence > 3",
            "UPDATE audit_head SET sequence = 3,"
                + " hash = (SELECT hash FROM audit_entry WHERE sequence = 3)"),
        tampering("all deleted", 1, "DELETE FROM audit_entry"),
        tampering(
            "all deleted, head as new",
            1,
            "DELETE FROM audit_entry",
            "UPDATE audit_head SET sequence = 0, hash = '" + AuditSeal.FIRST + "'"),
        tampering("head deleted", 7, "DELETE FROM audit_head"),
        tampering("actor changed", 2, "UPDATE audit_entry SET actor = 'eve' WHERE sequence = 2"),
        tampering(
            "time changed",
            2,
            "UPDATE audit_entry SET happened_at = happened_at + 1 WHERE sequence = 2"),
        tampering(
            "tenant changed", 2, "UPDATE audit_entry SET tenant = 'broker' WHERE sequence = 2"),
        tampering(
            "null became empty", 5, "UPDATE audit_entry SET state_before = '' WHERE sequence = 5"),
        tampering(
            "text moved to the next field",
            2,
            "UPDATE audit_entry SET actor = 'l', action = 'i' || action WHERE sequence = 2"),
        tampering("hash changed", 6, "UPDATE audit_entry SET hash = previous WHERE sequence = 6"),
        tampering(
            "two reordered",
            2,
            "UPDATE audit_entry SET sequence = 99 WHERE sequence = 2",
            "UPDATE audit_entry SET sequence = 2 WHERE sequence = 3",
            "UPDATE audit_entry SET sequence = 3 WHERE sequence = 99"),
        tampering(
            "one copied to the end",
            7,
            "INSERT INTO audit_entry SELECT 7, happened_at, tenant, actor, action, resource,"
                + " state_before, state_after, because, algorithm, hash, hash"
                + " FROM audit_entry WHERE sequence = 6"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("T30_tampering")
  void T30_verify_namesTheFirstEntryThatDoesNotFit(String what, long brokenAt, List<String> edits) {
    assertThat(verify(KEY).brokenAt()).isNull();
    withoutGuards(edits);

    AuditVerdict verdict = verify(KEY);

    assertThat(verdict.intact()).isFalse();
    assertThat(verdict.brokenAt()).as(verdict.because()).isEqualTo(brokenAt);
    assertThat(verdict.because()).isNotBlank();
  }

  @Test
  void T30_verify_findsAForgerWithoutTheKey() {
    AuditSeal forger = AuditSeal.plain();
    List<String> hashes =
        file.queryForList("SELECT hash FROM audit_entry ORDER BY sequence", String.class);
    String forged = forger.ofEntry(hashes.get(4), 6, TestClock.NOON, draft("never happened"));
    withoutGuards(
        List.of(
            "UPDATE audit_entry SET action = 'never happened', algorithm = '"
                + forger.algorithm()
                + "', hash = '"
                + forged
                + "' WHERE sequence = 6",
            "UPDATE audit_head SET hash = '"
                + forged
                + "', seal = '"
                + forger.ofHead(6, forged)
                + "'"));

    assertThat(verify(KEY).brokenAt()).isEqualTo(6);
  }

  @Test
  void verify_underAnotherKey_doesNotCallItIntact() {
    assertThat(verify("another key of at least thirty-two characters").brokenAt()).isEqualTo(1);
    assertThat(verify(null).brokenAt()).isEqualTo(1);
  }

  @Test
  void journal_thatGotAKeyLater_isIntact(@TempDir Path other) {
    folder = other;
    append(null, 2);
    append(KEY, 2);

    assertThat(verify(KEY)).isEqualTo(new AuditVerdict(4, null, verify(KEY).because()));
    append(null, 1);
    assertThat(verify(KEY).brokenAt()).as("a plain entry after a keyed one").isEqualTo(5);
  }

  @Test
  void rows_refuseToBeChangedDeletedOrReplaced() {
    assertThatThrownBy(() -> file.update("UPDATE audit_entry SET actor = 'eve'"))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> file.update("DELETE FROM audit_entry WHERE sequence = 2"))
        .hasMessageContaining("never deleted");
    assertThatThrownBy(() ->
            file.update(
                "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry"
                    + " WHERE sequence = 2"))
        .hasMessageContaining("never replaced");
    assertThat(verify(KEY).intact()).isTrue();
  }

  private void withoutGuards(List<String> edits) {
    file.queryForList("SELECT name FROM sqlite_master WHERE type = 'trigger'", String.class)
        .forEach(trigger -> file.execute("DROP TRIGGER " + trigger));
    edits.forEach(file::execute);
  }

  private void append(@Nullable String key, int entries) {
    try (SqliteDatabase database = open(key)) {
      for (int n = 0; n < entries; n++) {
        database.audit().append(draft("act " + n));
      }
    }
  }

  private AuditVerdict verify(@Nullable String key) {
    try (SqliteDatabase database = open(key)) {
      return database.audit().verify();
    }
  }

  private SqliteDatabase open(@Nullable String key) {
    RelationsConfig config =
        new RelationsConfig(
            1,
            Duration.ofSeconds(5),
            10,
            Duration.ofDays(1),
            RelationsConfig.History.DEFAULTS,
            key == null ? null : new Secret(key),
            "TKT",
            null);
    SqliteDatabase database = new SqliteDatabase(folder, config, new TestClock());
    database.start();
    return database;
  }

  private static AuditDraft draft(String action) {
    return new AuditDraft(Samples.BANK, "dev-a", action, "incident/TOC-1", null, "{}", "by phone");
  }

  private static Arguments tampering(String what, long brokenAt, String... edits) {
    return Arguments.of(what, brokenAt, List.of(edits));
  }
}
