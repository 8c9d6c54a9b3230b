package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Evidence that is there becomes files of the ticket, each once, whatever is lost on the way. */
class EvidenceActTest {
  private final Bank bank = new Bank();

  private TicketAct evidenceIsThere() {
    Incident incident = bank.onlyIncident();
    bank.evidence.keep(
        Samples.TENANT,
        incident.id(),
        List.of(file("log-excerpt.txt", "ERROR"), file("trace.json", "{}")),
        bank.clock.instant());
    TicketAct act = TicketAct.evidence(incident.ticketKey());
    TicketIntent intent = new TicketIntent(act, bank.clock.instant(), "files are there");
    bank.house
        .record(
            new IncidentChange(
                incident, List.of(), List.of(), Set.of(), Set.of(), 0, false, List.of(intent)))
        .orElseThrow();
    return act;
  }

  private static EvidenceFile file(String name, String text) {
    return new EvidenceFile(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private TicketEntry row(TicketAct act) {
    return bank.house.ledger().find(Samples.TENANT, act.key()).orElseThrow();
  }

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  @Test
  void evidence_isAttached_underNamesThatBearTheAct_withItsAddress() {
    bank.faults(0, 1);
    TicketAct act = evidenceIsThere();

    settle();

    assertThat(row(act).state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(bank.tracker.files.names("TCK-1"))
        .containsExactly("log-excerpt-" + act.key() + ".txt", "trace-" + act.key() + ".json");
    assertThat(bank.tracker.files.read("TCK-1", "trace-" + act.key() + ".json"))
        .hasValueSatisfying(file ->
            assertThat(file.url())
                .isEqualTo(
                    "http://tocsin/incidents/"
                        + bank.onlyIncident().name()
                        + "/evidence/trace.json"));
    assertThat(bank.audit.actions()).contains("ticket.evidence");
  }

  @Test
  void aLostAnswer_thatHadAttachedSome_isFollowedByTheRestOnly() {
    bank.faults(0, 1);
    settle();
    TicketAct act = evidenceIsThere();
    bank.tracker.failNextChange(Outcome.UNKNOWN);

    settle();

    assertThat(row(act).state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(row(act).attempts()).isEqualTo(2);
    assertThat(bank.tracker.files.names("TCK-1")).hasSize(2);
  }

  @Test
  void aTakeover_ofAnAttemptWhoseAnswerWasLost_attachesNothingTwice() {
    bank.faults(0, 1);
    settle();
    TicketAct act = evidenceIsThere();
    bank.tracker.failNextChange(Outcome.UNKNOWN);
    bank.step("bot-1", bank.filing());
    bank.clock.pass(Duration.ofMinutes(10));

    bank.runUntilSettled("bot-2", bank.filing());

    assertThat(bank.tracker.files.names("TCK-1")).hasSize(2);
    assertThat(row(act).state()).isEqualTo(EffectState.CONFIRMED);
  }

  @Test
  void filesThatTheTrackerIsSlowToTake_holdUpNoNewTicket() {
    bank.faults(0, 1);
    settle();
    evidenceIsThere();
    bank.clock.pass(Duration.ofSeconds(1));
    bank.faults(1, 2);
    CountDownLatch taken = new CountDownLatch(1);
    bank.tracker.holdFiles(taken);

    try (TicketFiling process = bank.restarted((tenant, incident) -> false, 1)) {
      process.start();

      await().until(() -> bank.tracker.count() == 2);
      assertThat(bank.tracker.files.names("TCK-1")).isEmpty();
      taken.countDown();
      await().until(() -> bank.tracker.files.names("TCK-1").size() == 2);
    }
  }

  @Test
  void aTrackerThatRefuses_isSaidOnTheTimeline_andTheTicketStays() {
    bank.faults(0, 1);
    settle();
    TicketAct act = evidenceIsThere();
    bank.tracker.failNextChange(Outcome.REFUSED);

    settle();

    assertThat(row(act).state()).isEqualTo(EffectState.REFUSED);
    assertThat(bank.house.timeline(Samples.TENANT, bank.onlyIncident().id()))
        .filteredOn(event -> event.kind() == TimelineEvent.Kind.TICKET_REFUSED)
        .singleElement()
        .satisfies(event -> assertThat(event.because()).startsWith("evidence: as told"));
    assertThat(bank.counts.of(Event.REFUSED)).isOne();
  }

  @Test
  void aTicketThatPeopleHaveClosed_getsNoFilesAnyMore() {
    bank.faults(0, 1);
    settle();
    bank.tracker.store.change(
        "TCK-1",
        new TicketChange(null, Ticket.State.DONE, null, null, null),
        "somebody",
        bank.clock.instant());
    TicketAct act = evidenceIsThere();

    settle();

    assertThat(row(act).because()).isEqualTo("the ticket is closed: nothing is attached to it");
    assertThat(bank.tracker.files.names("TCK-1")).isEmpty();
  }
}
