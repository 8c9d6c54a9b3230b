package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One row of the ledger against a tracker with bad days, told in time. */
class FilingTest {
  private final Bank bank = new Bank();

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  @Test
  void anIntent_isFiledConfirmedAndToldOnTheTimeline() {
    bank.faults(0, 1);

    bank.step("bot-1", bank.filing());

    TicketEntry row = bank.onlyRow();
    assertThat(row.state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(row.ticketId()).isEqualTo("TCK-1");
    assertThat(row.attempts()).isOne();
    assertThat(row.holder()).isNull();
    TimelineEvent filed = bank.house.timeline(Samples.TENANT, bank.onlyIncident().id()).getLast();
    assertThat(filed.kind()).isEqualTo(Kind.TICKET_FILED);
    assertThat(filed.details())
        .containsEntry("ticket", "TCK-1")
        .containsEntry("url", "http://tracker/TCK-1")
        .containsEntry("attempts", "1");
    assertThat(bank.audit.actions()).containsExactly("incident.open", "ticket.file");
    Ticket ticket = bank.tracker.oldestFirst().getFirst();
    assertThat(ticket.team()).isEqualTo("@payments-core");
    assertThat(ticket.priority()).isEqualTo(3);
    assertThat(ticket.labels()).containsExactly("tocsin", "refunds", "prod");
  }

  @Test
  void T02_aLostAnswer_isFoundByItsLabelAndNeverSentAgain() {
    bank.faults(0, 1);
    bank.tracker.failNext(Outcome.UNKNOWN);

    settle();

    assertThat(bank.tracker.count()).isOne();
    assertThat(bank.onlyRow().ticketId()).isEqualTo("TCK-1");
    assertThat(bank.onlyRow().attempts()).isOne();
    assertThat(bank.counts.of(Event.FOUND)).isOne();
  }

  @Test
  void T03_aSearchThatLags_isAskedUntilTheTicketMustBeSearchable() {
    bank.faults(0, 1);
    bank.tracker.indexLag(Bank.INDEX_LAG.minusSeconds(1));
    bank.tracker.failNext(Outcome.UNKNOWN);

    settle();

    assertThat(bank.tracker.count()).isOne();
    assertThat(bank.onlyRow().state()).isEqualTo(EffectState.CONFIRMED);
  }

  @Test
  void anUnknownThatHadDoneNothing_isSentAgainOnceItMustBeSearchable() {
    bank.faults(0, 1);
    Filing filing = bank.filing();
    TicketEntry row =
        bank.house
            .ledger()
            .claim(TicketAct.Kind.OPENING, "dead", bank.clock.instant(), Bank.LEASE, 1)
            .getFirst();
    TicketEntry sent = Transitions.sent(row, bank.clock.instant());
    bank.house.ledger().advance(sent);
    Instant settled = Bank.TIMES.settled(sent);

    while (bank.clock.instant().isBefore(settled.minusMillis(1))) {
      bank.step("bot-1", filing);
      assertThat(bank.tracker.count()).isZero();
      bank.clock.pass(Duration.ofMillis(500));
    }
    bank.clock.pass(Duration.ofSeconds(2));
    bank.step("bot-1", filing);

    assertThat(bank.tracker.count()).isOne();
    assertThat(bank.onlyRow().attempts()).isEqualTo(2);
  }

  @Test
  void T04_aTrackerDownForTwoHours_getsOneTicketAFaultAfterwardsInOrder() {
    Instant end = bank.clock.instant().plus(Duration.ofHours(2));
    bank.tracker.downUntil(end);
    bank.faults(0, 300);
    Filing filing = bank.filing();
    while (bank.clock.instant().isBefore(end.plus(Duration.ofMinutes(2)))) {
      bank.step("bot-1", filing);
      bank.clock.pass(Duration.ofSeconds(5));
    }
    bank.runUntilSettled("bot-1", filing);

    List<String> titles = bank.tracker.oldestFirst().stream().map(t -> t.key().label()).toList();
    List<String> wanted = bank.house.all().stream().map(i -> i.ticketKey().label()).toList();
    assertThat(titles).containsExactlyElementsOf(wanted);
    assertThat(bank.counts.of(Event.NOT_NOW)).isLessThan(200 * 4);
  }

  @Test
  void aRefusal_isToldAndNotTriedAgain() {
    bank.faults(0, 1);
    bank.tracker.failNext(Outcome.REFUSED);

    settle();

    assertThat(bank.tracker.count()).isZero();
    assertThat(bank.onlyRow().state()).isEqualTo(EffectState.REFUSED);
    assertThat(bank.onlyRow().because()).contains("as told");
    assertThat(bank.house.told(bank.onlyIncident())).contains(Kind.TICKET_REFUSED);
    assertThat(bank.audit.actions()).contains("ticket.refused");
  }

  @Test
  void T07_aSenderWhoseLeaseWasTakenOver_writesNothing() {
    bank.faults(0, 1);
    TicketEntry old =
        bank.house
            .ledger()
            .claim(TicketAct.Kind.OPENING, "slow", bank.clock.instant(), Bank.LEASE, 1)
            .getFirst();
    bank.clock.pass(Bank.LEASE);
    bank.step("bot-2", bank.filing());

    bank.filing().advance(Bank.claim(old));

    assertThat(bank.tracker.count()).isOne();
    assertThat(bank.counts.of(Event.FENCED)).isOne();
  }

  @Test
  void aLeaseThatDoesNotCoverTheRequest_sendsNothing() {
    bank.faults(0, 1);
    TicketEntry row =
        bank.house
            .ledger()
            .claim(TicketAct.Kind.OPENING, "bot-1", bank.clock.instant(), Bank.LEASE, 1)
            .getFirst();

    bank.filing().advance(new Claim(row, System.nanoTime() + Duration.ofSeconds(4).toNanos()));

    assertThat(bank.tracker.count()).isZero();
    assertThat(bank.onlyRow().state()).isEqualTo(EffectState.INTENT);
    assertThat(bank.onlyRow().attempts()).isZero();
    assertThat(bank.counts.of(Event.OUT_OF_TIME)).isOne();
  }

  /** An incident as people leave it. */
  private void people(Incident.State state, @Nullable Mute mute) {
    Incident i = bank.onlyIncident();
    Incident left =
        new Incident(
            i.id(),
            i.number(),
            i.tenant(),
            i.fault(),
            i.episode(),
            state,
            i.source(),
            i.lastVersion(),
            i.facts(),
            i.sample(),
            i.traceId(),
            i.account(),
            i.openedAt(),
            i.firstSeen(),
            i.lastSeen(),
            i.owner(),
            i.assignee(),
            mute,
            i.ticketKey(),
            i.blast(),
            i.version());
    bank.house.record(new IncidentChange(left, List.of(), List.of(), Set.of(), Set.of(), 0, false));
  }

  @Test
  void aMutedIncident_filesWhenTheMuteEnds() {
    bank.faults(0, 1);
    Instant end = bank.clock.instant().plus(Duration.ofHours(1));
    people(Incident.State.OPEN, new Mute(end, "maintenance", "responder"));

    bank.step("bot-1", bank.filing());
    assertThat(bank.tracker.count()).isZero();
    assertThat(bank.onlyRow().because()).contains("maintenance");

    bank.clock.pass(Duration.ofHours(1));
    bank.step("bot-1", bank.filing());
    assertThat(bank.tracker.count()).isOne();
  }

  @Test
  void anIncidentThatWasClosedWhileItsRowWaited_getsNoTicketAndSaysSo() {
    bank.faults(0, 1);
    bank.tracker.failNext(Outcome.NOT_NOW);
    bank.step("bot-1", bank.filing());
    people(Incident.State.CLOSED, null);
    bank.clock.pass(Duration.ofMinutes(2));

    settle();

    assertThat(bank.tracker.count()).isZero();
    assertThat(bank.onlyRow().state()).isEqualTo(EffectState.REFUSED);
    assertThat(bank.onlyRow().because())
        .isEqualTo("the incident was closed before its ticket was filed");
    assertThat(bank.house.told(bank.onlyIncident())).contains(Kind.TICKET_REFUSED);
  }

  @Test
  void anIncidentThatWasClosedWhileAnAnswerWasMissing_isLinkedToTheTicketThatIsThere() {
    bank.faults(0, 1);
    bank.tracker.failNext(Outcome.UNKNOWN);
    bank.step("bot-1", bank.filing());
    people(Incident.State.CLOSED, null);

    settle();

    assertThat(bank.tracker.count()).isOne();
    assertThat(bank.onlyRow().state()).isEqualTo(EffectState.CONFIRMED);
  }
}
