package io.tocsin.bot.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashEvidenceTest {
  @TempDir private Path folder;
  private SlowBank bank;

  @BeforeEach
  void open() throws Exception {
    bank = new SlowBank(folder);
  }

  @AfterEach
  void close() {
    bank.close();
  }

  private void report(String ids, String sentences) {
    long at = Samples.nanos(bank.incident().firstSeen());
    bank.telemetry.lines.add(
        new LogRecord(
            bank.incident().sample(),
            Samples.TENANT,
            at,
            at,
            Severity.FATAL,
            "FATAL",
            bank.incident().source(),
            null,
            null,
            Business.NONE,
            null,
            null,
            "http-1",
            "JVM died",
            null,
            null,
            "jvm.crash",
            false,
            Map.of("jvm.crash.diagnosis.ids", ids, "jvm.crash.diagnosis", sentences)));
  }

  @Test
  void diagnosesProfileAndCommit_areToldOfADeadJvm() {
    bank.release();
    bank.profileOfNow(5);
    bank.crash();
    report("null-access,unsafe", "It read address 8.\nUnsafe was used.");

    assertThat(bank.investigator().lookAtAll()).isZero();

    assertThat(bank.told(Kind.DIAGNOSED))
        .extracting(TimelineEvent::details)
        .containsExactly(
            Map.of("id", "null-access", "sentence", "It read address 8."),
            Map.of("id", "unsafe", "sentence", "Unsafe was used."));
    assertThat(bank.only(Kind.PROFILE_FOUND).details())
        .containsEntry("type", "CPU")
        .containsEntry("instance", "i-2");
    assertThat(bank.only(Kind.PROFILE_FOUND).because())
        .isEqualTo("the recording reaches the moment it died");
    assertThat(bank.only(Kind.SUSPECT_COMMIT).details()).containsEntry("commit", bank.slowCommit);
    assertThat(bank.incident().facts().culprit())
        .isEqualTo(new Frame("com.bank.transfers.FeeTable", "rate", "FeeTable.java", 5));
    assertThat(bank.incident().owner().team()).isEqualTo("@bank/pricing");
    assertThat(bank.told(Kind.EVIDENCE_MISSING)).isEmpty();
  }

  @Test
  void person_isWhoWroteTheMethod_andNobodyUntilItIsLocated() throws Exception {
    String text = Files.readString(folder.resolve("bank").resolve(SlowBank.FEES));
    String later = text.replaceFirst("}\\s*$", "\n  void count(int fees) {}\n}\n");
    bank.crash(bank.git.commit("dev-z", SlowBank.FEES, later));
    report("x", "Something.");
    assertThat(bank.incident().owner().team()).isEqualTo("@bank/pricing");
    assertThat(bank.incident().owner().person()).as("dev-z changed the file last").isNull();
    assertThat(bank.incident().owner().because())
        .contains("nobody is named before the method's lines are found");

    bank.investigator().lookAtAll();

    assertThat(bank.incident().owner().team()).isEqualTo("@bank/pricing");
    assertThat(bank.incident().owner().person()).startsWith("dev-b");
  }

  @Test
  void anOldVersion_hasNoSuspectCommitAndMissesNone() {
    bank.profileOfNow(5);
    bank.crash();
    report("x", "Something.");

    assertThat(bank.investigator().lookAtAll()).isZero();
    assertThat(bank.told(Kind.SUSPECT_COMMIT)).isEmpty();
    assertThat(bank.told(Kind.EVIDENCE_MISSING)).isEmpty();
  }

  @Test
  void anOlderRecording_isTakenAtTheLimitOnly() {
    bank.profileOfNow(5);
    bank.clock.pass(Duration.ofSeconds(60));
    bank.crash();
    report("x", "Something.");
    Investigator investigator = bank.investigator();
    assertThat(investigator.lookAtAll()).isOne();
    assertThat(bank.told(Kind.PROFILE_FOUND)).isEmpty();

    bank.clock.pass(Duration.ofSeconds(50));
    investigator.lookAtAll();

    assertThat(bank.only(Kind.PROFILE_FOUND).because())
        .isEqualTo("newest recording before it died, 60 s earlier");
    assertThat(bank.told(Kind.DIAGNOSED)).hasSize(1);
  }

  @Test
  void T38_whatIsMissingAtTheLimit_isSaidWithItsReasons() {
    bank.crash();
    bank.clock.pass(Duration.ofSeconds(50));

    assertThat(bank.investigator().lookAtAll()).isZero();

    assertThat(bank.only(Kind.EVIDENCE_MISSING).because())
        .isEqualTo(
            "not found: a diagnosis: the report is not searchable; a profile: no recording of its"
                + " last 15 min is there");
  }

  @Test
  void anExceptionWithAProfileOfTheMoment_isToldOfIt() {
    bank.exception();
    bank.clock.pass(Duration.ofMillis(1));
    Investigator investigator = bank.investigator();
    assertThat(investigator.lookAtAll()).isOne();
    assertThat(investigator.isPending(Samples.TENANT, bank.incident().id())).isFalse();

    bank.profileOfNow(5);
    bank.investigator().lookAtAll();

    assertThat(bank.only(Kind.PROFILE_FOUND).because())
        .isEqualTo("the recording covers the moment");
  }

  @Test
  void anExceptionWithoutAProfile_missesNone() {
    bank.exception();
    bank.clock.pass(Duration.ofSeconds(20));
    assertThat(bank.investigator().lookAtAll()).isZero();
    assertThat(bank.told(Kind.EVIDENCE_MISSING)).isEmpty();
  }

  @Test
  void started_itLooksByItself() {
    try (Investigator investigator = bank.investigator()) {
      investigator.start();
      assertThat(investigator.health().because()).startsWith("looks for");
      bank.profileOfNow(5);
      bank.crash();
      report("x", "Something.");
      await().atMost(Duration.ofSeconds(30)).until(() -> !bank.told(Kind.DIAGNOSED).isEmpty());
    }
  }

  @Test
  void theServicesOwner_isWhoOwnsMostOfItsFiles() {
    assertThat(bank.services().ownerOf(Samples.TENANT, "transfers").orElseThrow().team())
        .isEqualTo("@bank/transfers");
    assertThat(bank.services().ownerOf(Samples.TENANT, "transfers").orElseThrow().because())
        .containsExactly(
            "owns 2 of 3 source files of transfers",
            "CODEOWNERS line 2: /transfers/ @bank/transfers");
    assertThat(bank.services().ownerOf(Samples.TENANT, "ledger")).isEmpty();
  }
}
