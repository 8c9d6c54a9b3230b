package io.tocsin.bot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.telemetry.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowdownEvidenceTest {
  private static final Frame RATE =
      new Frame("com.bank.transfers.FeeTable", "rate", "FeeTable.java", 5);

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

  private void slowRelease() {
    bank.release();
    bank.profileOfBefore();
    bank.profileOfNow(50);
    bank.profileOfNow(50);
    bank.slowdown("1.1.0");
  }

  @Test
  void aSlowRelease_isExplainedByProfileCommitAndOwner() {
    slowRelease();
    assertThat(bank.incident().owner().team()).isEqualTo("@bank/transfers");

    assertThat(bank.investigator().lookAtAll()).isZero();

    assertThat(bank.only(Kind.RELEASE_SEEN).details())
        .containsOnly(
            Map.entry("version", "1.1.0"),
            Map.entry("revision", bank.slowCommit),
            Map.entry("before", "1.0.0"),
            Map.entry("before_revision", bank.oldCommit));
    assertThat(bank.only(Kind.RELEASE_SEEN).because())
        .isEqualTo("1.1.0 was seen first 30 s before; 1.0.0 ran before it");
    assertThat(bank.only(Kind.PROFILE_COMPARED).details())
        .containsEntry("type", "CPU")
        .containsEntry("class", "com.bank.transfers.FeeTable")
        .containsEntry("method", "rate")
        .containsEntry("file", SlowBank.FEES)
        .containsEntry("line", "5")
        .containsEntry("before_version", "1.0.0")
        .containsEntry("after_version", "1.1.0")
        .containsKeys("before_share", "after_share", "before_from", "before_to", "after_from");
    assertThat(bank.only(Kind.SUSPECT_COMMIT).details())
        .containsEntry("commit", bank.slowCommit)
        .containsEntry("author", "dev-a <dev-a@bank.example>")
        .containsEntry("file", SlowBank.FEES);
    assertThat(bank.only(Kind.SUSPECT_COMMIT).because())
        .contains("line 5 of FeeTable.java, inside FeeTable.rate; 1 of 2 commits between 1.0.0");
    assertThat(bank.incident().facts().culprit()).isEqualTo(RATE);
    assertThat(bank.told(Kind.EVIDENCE_MISSING)).isEmpty();
  }

  @Test
  void whatAVersionDidWhileItStarted_isLeftOutOnBothSides() {
    Duration life = Duration.ofMinutes(4);
    Instant change = compareAfter(life);

    Duration leftOut = Duration.between(change, bank.incident().firstSeen());
    assertThat(leftOut).isPositive();
    assertThat(beforeFrom()).isEqualTo(change.minus(life).plus(leftOut));
  }

  @Test
  void aVersionThatRanShortly_isLookedAtForHalfOfItsLife() {
    Instant change = compareAfter(Duration.ofSeconds(20));

    assertThat(beforeFrom()).isEqualTo(change.minusSeconds(10));
  }

  /** Since when the new version runs. */
  private Instant compareAfter(Duration life) {
    bank.releaseAfter(life);
    bank.profileOfBefore();
    bank.profileOfNow(50);
    bank.profileOfNow(50);
    bank.slowdown("1.1.0");
    bank.investigator().lookAtAll();
    return bank.clock.instant().minusSeconds(60);
  }

  private Instant beforeFrom() {
    return Instant.parse(bank.only(Kind.PROFILE_COMPARED).details().get("before_from"));
  }

  @Test
  void theCulpritsOwner_takesThePlaceOfTheServices() {
    slowRelease();
    bank.investigator().lookAtAll();

    Incident now = bank.incident();
    assertThat(now.owner().team()).isEqualTo("@bank/pricing");
    assertThat(now.owner().person()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(now.owner().because())
        .first()
        .isEqualTo("CODEOWNERS line 3: **/FeeTable.java @bank/pricing");
    assertThat(now.owner().because())
        .last()
        .asString()
        .startsWith("until the profile named the method, it was @bank/transfers: owns ");
    assertThat(bank.told(Kind.OWNER_FOUND)).hasSize(2);
  }

  @Test
  void anIncidentThatSomebodyTook_keepsItsOwner() {
    slowRelease();
    Incident before = bank.incident();
    TimelineEvent taken =
        new TimelineEvent(
            new UUID(7, 7),
            before.id(),
            bank.clock.instant(),
            Kind.ACKNOWLEDGED,
            "responder",
            Map.of(),
            "by hand");
    bank.house.record(
        new IncidentChange(before, List.of(taken), List.of(), Set.of(), Set.of(), 0, false));

    bank.investigator().lookAtAll();

    assertThat(bank.incident().owner().team()).isEqualTo("@bank/transfers");
    assertThat(bank.incident().facts().culprit()).isEqualTo(RATE);
  }

  @Test
  void evidenceThatComesLater_isFoundByALaterLook() {
    bank.profileOfBefore();
    bank.slowdown("1.1.0");
    Investigator investigator = bank.investigator();
    assertThat(investigator.lookAtAll()).isOne();
    assertThat(investigator.isPending(Samples.TENANT, bank.incident().id())).isTrue();

    bank.release();
    bank.clock.pass(Duration.ofSeconds(10));
    assertThat(bank.investigator().lookAtAll()).isOne();
    assertThat(bank.told(Kind.RELEASE_SEEN)).hasSize(1);
    bank.profileOfNow(60);
    bank.profileOfNow(60);

    Investigator last = bank.investigator();
    assertThat(last.lookAtAll()).isZero();
    assertThat(bank.told(Kind.RELEASE_SEEN)).hasSize(1);
    assertThat(bank.told(Kind.PROFILE_COMPARED)).hasSize(1);
    assertThat(last.isPending(Samples.TENANT, bank.incident().id())).isFalse();
  }

  @Test
  void T38_whatDidNotComeUntilTheLimit_isSaidOnceWithTheReason() {
    bank.release();
    bank.profileOfBefore();
    bank.slowdown("1.1.0");
    Investigator investigator = bank.investigator();
    assertThat(investigator.lookAtAll()).isOne();
    assertThat(bank.told(Kind.EVIDENCE_MISSING)).isEmpty();

    bank.clock.pass(Duration.ofSeconds(50));
    assertThat(investigator.lookAtAll()).isZero();
    assertThat(bank.investigator().lookAtAll()).isZero();

    assertThat(bank.only(Kind.EVIDENCE_MISSING).because())
        .isEqualTo(
            "not found: a profile that shows it: no cpu samples since; no lock samples since;"
                + " no alloc samples of before");
  }

  @Test
  void withoutARelease_itsOwnPastIsComparedAndTheCommitIsMissing() {
    bank.profileOfBefore();
    bank.profileOfNow(50);
    bank.profileOfNow(50);
    bank.slowdown(null);

    bank.investigator().lookAtAll();

    assertThat(bank.told(Kind.RELEASE_SEEN)).isEmpty();
    assertThat(bank.only(Kind.PROFILE_COMPARED).details()).doesNotContainKey("before_version");
    assertThat(bank.incident().facts().culprit().method()).isEqualTo("rate");
    assertThat(bank.only(Kind.EVIDENCE_MISSING).because())
        .isEqualTo("not found: a suspect commit: no new version came shortly before");
  }

  @Test
  void aStoreThatDoesNotAnswer_isAskedAgain() {
    slowRelease();
    bank.profiles.broken = true;
    assertThat(bank.investigator().lookAtAll()).isOne();

    bank.profiles.broken = false;
    assertThat(bank.investigator().lookAtAll()).isZero();
    assertThat(bank.told(Kind.PROFILE_COMPARED)).hasSize(1);
  }

  @Test
  void steadyWork_hasNoCulprit() {
    bank.release();
    bank.profileOfBefore();
    for (int cut = 0; cut < 5; cut++) {
      bank.profileOfNow(5);
    }
    bank.slowdown("1.1.0");

    assertThat(bank.investigator().lookAtAll()).isOne();
    assertThat(bank.incident().facts().culprit()).isNull();
  }

  @Test
  void aLockThatNobodyWaitedForBefore_isTheCulprit() {
    bank.release();
    bank.profileOfBefore();
    for (int cut = 0; cut < 5; cut++) {
      bank.profileOfNow(5);
    }
    bank.locksOfNow(40);
    bank.slowdown("1.1.0");

    bank.investigator().lookAtAll();

    assertThat(bank.only(Kind.PROFILE_COMPARED).details())
        .containsEntry("type", "LOCK")
        .containsEntry("method", "rate")
        .containsEntry("before_share", "0.0000");
    assertThat(bank.only(Kind.PROFILE_COMPARED).because())
        .startsWith("FeeTable.rate grew most in the lock profile");
    assertThat(bank.incident().facts().culprit()).isEqualTo(RATE);
  }

  private void waitsWithoutAProfile() {
    bank.release();
    bank.profileOfBefore();
    for (int cut = 0; cut < 5; cut++) {
      bank.profileOfNow(5);
    }
    bank.slowdown("1.1.0");
    bank.clock.pass(Duration.ofSeconds(50));
  }

  @Test
  void aSlowCall_isNamedFromTheSamplesSpans() {
    bank.span("a", null, Span.Kind.SERVER, "POST /transfers", 0, 240);
    bank.span("b", "a", Span.Kind.INTERNAL, "Desk.post", 5, 235);
    bank.span("c", "b", Span.Kind.CLIENT, "SELECT bank.fees", 10, 120);
    bank.span("d", "b", Span.Kind.CLIENT, "SELECT bank.fees", 100, 220);
    bank.span("e", "b", Span.Kind.CLIENT, "INSERT bank.entries", 221, 230);
    waitsWithoutAProfile();

    assertThat(bank.investigator().lookAtAll()).isZero();

    assertThat(bank.only(Kind.WAIT_FOUND).because())
        .isEqualTo(
            "210 ms of the 240 ms that the sample request took passed in 2 calls of"
                + " SELECT bank.fees (postgresql)");
    assertThat(bank.only(Kind.WAIT_FOUND).details())
        .containsEntry("call", "SELECT bank.fees (postgresql)")
        .containsEntry("nanos", "210000000")
        .containsEntry("of_nanos", "240000000");
    assertThat(bank.only(Kind.EVIDENCE_MISSING).because())
        .contains("so the time is spent waiting, not computing");
  }

  @Test
  void waitingInTheServiceItself_isSaidPlainly() {
    bank.span("a", null, Span.Kind.SERVER, "POST /transfers", 0, 240);
    bank.span("c", "a", Span.Kind.CLIENT, "SELECT bank.fees", 10, 20);
    waitsWithoutAProfile();

    bank.investigator().lookAtAll();

    assertThat(bank.only(Kind.WAIT_FOUND).because())
        .isEqualTo(
            "230 ms of the 240 ms that the sample request took passed in the service itself, in no"
                + " call that a span shows, and the processor's profile did not grow: it waits"
                + " there, for a lock, for I/O without a span, or asleep");
    assertThat(bank.only(Kind.WAIT_FOUND).details())
        .containsEntry("computed", "no")
        .doesNotContainKey("call");
  }

  @Test
  void aRequestSpreadOverManyCalls_isNotPutDownToOne() {
    bank.span("a", null, Span.Kind.SERVER, "POST /transfers", 0, 240);
    bank.span("c", "a", Span.Kind.CLIENT, "SELECT bank.fees", 0, 80);
    bank.span("d", "a", Span.Kind.CLIENT, "SELECT bank.limits", 80, 160);
    waitsWithoutAProfile();

    bank.investigator().lookAtAll();

    assertThat(bank.told(Kind.WAIT_FOUND)).isEmpty();
  }
}
