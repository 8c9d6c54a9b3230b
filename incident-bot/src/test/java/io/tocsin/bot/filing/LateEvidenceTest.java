package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An ERROR whose MDC was cleared before it was logged: trace and account come after the ticket. */
class LateEvidenceTest {
  private static final AccountRef JOINED =
      new AccountRef(List.of("acct_late"), null, "joined from span 00f067aa0ba902b7");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final Bank bank = new Bank();

  private void file(@Nullable String trace) {
    bank.faultWithoutAccount(trace);
    bank.step("bot-1", bank.filing());
    assertThat(ticket().body()).doesNotContain("acct_");
  }

  private Ticket ticket() {
    return bank.tracker.oldestFirst().getFirst();
  }

  private void edit() {
    bank.edit(incident -> Optional.empty())
        .bringUpToDate(Samples.TENANT, bank.onlyIncident().id(), ticket().id());
  }

  private LogRecord stored(RecordId id, @Nullable AccountRef account) {
    long at = Samples.nanos(bank.clock.instant());
    return new LogRecord(
        id,
        Samples.TENANT,
        at,
        at,
        Severity.INFO,
        "INFO",
        bank.onlyIncident().source(),
        Samples.TRACE,
        null,
        new Business(account, account == null ? null : "ACME", null, null, null),
        "RefundController",
        null,
        null,
        "refund asked",
        null,
        null,
        null,
        false,
        Map.of());
  }

  private static RecordId other(int index) {
    return new RecordId(1, new Position(0, 77), index);
  }

  private TimelineEvent told() {
    return bank.house.timeline(Samples.TENANT, bank.onlyIncident().id()).getLast();
  }

  @Test
  void aSampleCompletedSince_bringsItsAccountToIncidentBlastRadiusAndTicket() {
    file(Samples.TRACE);
    assertThat(bank.onlyIncident().blast()).isEqualTo(new BlastRadius(1, 0, 0, false));
    bank.telemetry.lines.add(stored(bank.onlyIncident().sample(), JOINED));

    edit();

    Incident now = bank.onlyIncident();
    assertThat(now.account()).isEqualTo("acct_late");
    assertThat(now.blast()).isEqualTo(new BlastRadius(1, 1, 1, false));
    assertThat(ticket().body()).contains("**Account:** `acct_late`").contains("1 account since");
    assertThat(told().kind()).isEqualTo(Kind.EVIDENCE_ADDED);
    assertThat(told().details()).containsExactly(Map.entry("account", "acct_late"));
    assertThat(told().because())
        .isEqualTo("its record was completed: joined from span 00f067aa0ba902b7");
  }

  @Test
  void aSampleWithoutTrace_learnsBothFromItsThread() {
    file(null);
    bank.telemetry.lines.add(
        stored(bank.onlyIncident().sample(), JOINED)
            .withTrace(Samples.TRACE, null, "span 00f0 was active on its thread"));

    edit();

    assertThat(bank.onlyIncident().traceId()).isEqualTo(Samples.TRACE);
    assertThat(ticket().body()).contains(Samples.TRACE).contains("acct_late");
    assertThat(told().details()).containsOnlyKeys("trace", "account");
    assertThat(told().because()).startsWith("span 00f0 was active on its thread; ");
  }

  @Test
  void theOnlyAccountOfTheTrace_isTaken() {
    file(Samples.TRACE);
    bank.telemetry.lines.add(stored(bank.onlyIncident().sample(), null));
    bank.telemetry.lines.add(
        stored(other(0), new AccountRef(List.of("acct_late"), null, "MDC attribute account_id")));

    edit();

    assertThat(bank.onlyIncident().account()).isEqualTo("acct_late");
    assertThat(told().because()).isEqualTo("its trace has one account: MDC attribute account_id");
  }

  @Test
  void twoAccountsOfOneTrace_areNobodys() {
    file(Samples.TRACE);
    bank.telemetry.lines.add(stored(other(0), JOINED));
    bank.telemetry.lines.add(
        stored(other(1), new AccountRef(List.of("acct_other"), null, "attribute account_id")));

    edit();

    assertThat(bank.onlyIncident().account()).isNull();
    assertThat(bank.house.told(bank.onlyIncident())).doesNotContain(Kind.EVIDENCE_ADDED);
  }

  @Test
  void anEditDoneTwice_isToldOnce() {
    file(Samples.TRACE);
    bank.telemetry.lines.add(stored(bank.onlyIncident().sample(), JOINED));

    edit();
    edit();

    assertThat(bank.house.told(bank.onlyIncident())).containsOnlyOnce(Kind.EVIDENCE_ADDED);
    assertThat(bank.counts.of(FilingCounts.Event.EVIDENCE_ADDED)).isOne();
  }

  @Test
  void aDecisionInBetween_isKept() {
    file(Samples.TRACE);
    bank.telemetry.lines.add(stored(bank.onlyIncident().sample(), JOINED));
    boolean[] decided = {false};

    bank.edit(
            incident -> {
              if (!decided[0]) {
                decided[0] = true;
                decide(new Owner("@ledger", "dev-a <dev-a@bank.example>", List.of("by hand")));
              }
              return Optional.empty();
            })
        .bringUpToDate(Samples.TENANT, bank.onlyIncident().id(), ticket().id());

    assertThat(bank.onlyIncident().account()).isEqualTo("acct_late");
    assertThat(bank.onlyIncident().owner().team()).isEqualTo("@ledger");
  }

  private void decide(Owner owner) {
    bank.house.record(
        new IncidentChange(
            bank.onlyIncident().withOwner(owner),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            0,
            false));
  }

  @Test
  void aTicketFiledShortlyBeforeARestart_isEditedAfterIt() {
    file(Samples.TRACE);
    TicketEntry row = bank.onlyRow();
    assertThat(TextSeal.isWhole(ticket().body())).isTrue();
    bank.telemetry.lines.add(stored(bank.onlyIncident().sample(), JOINED));

    try (TicketFiling restarted = bank.restarted((tenant, incident) -> false, 4)) {
      restarted.start();
      await().until(() -> ticket().body().contains("acct_late"));
    }

    assertThat(bank.onlyRow()).isEqualTo(row);
  }

  @Test
  void anEditWhoseEvidenceIsStillLookedFor_waitsForIt() {
    file(Samples.TRACE);
    bank.telemetry.lines.add(stored(bank.onlyIncident().sample(), JOINED));
    AtomicBoolean pending = new AtomicBoolean(true);
    AtomicInteger asked = new AtomicInteger();

    try (TicketFiling restarted =
        bank.restarted(
            (tenant, incident) -> {
              asked.incrementAndGet();
              return pending.get();
            },
            4)) {
      restarted.start();
      await().atMost(PATIENCE).until(() -> asked.get() >= 2);
      assertThat(ticket().body()).doesNotContain("acct_late");

      pending.set(false);
      await().atMost(PATIENCE).until(() -> ticket().body().contains("acct_late"));
    }
  }
}
