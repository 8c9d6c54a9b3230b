package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.readback.ReadBack;
import io.tocsin.bot.readback.ReadBackConfig;
import io.tocsin.bot.readback.ReadBackPorts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketReading;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People work on tickets in their tracker, or leave them; told in time. */
class ReadBackTest {
  private static final Duration QUIET = Duration.ofDays(7);
  private static final Duration OVERLAP = Duration.ofMinutes(3);

  private final Bank bank = new Bank();
  private final ReadBack readBack = BankReadBack.of(bank, QUIET);

  @BeforeEach
  void aTicketIsFiled() {
    bank.faults(0, 1);
    settle();
    look();
  }

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  private void look() {
    bank.clock.pass(Duration.ofMinutes(1));
    readBack.look();
  }

  private void people(Ticket.@Nullable State state, @Nullable String assignee) {
    change(new TicketChange(null, state, null, null, assignee));
  }

  private void change(TicketChange change) {
    bank.tracker.store.change("TCK-1", change, "somebody", bank.clock.instant());
  }

  private Ticket.State status() {
    return bank.tracker.store.read("TCK-1").orElseThrow().ticket().state();
  }

  private List<TimelineEvent> events(Kind kind) {
    return bank.house.timeline(Samples.TENANT, bank.onlyIncident().id()).stream()
        .filter(event -> event.kind() == kind)
        .toList();
  }

  private TicketReading reading() {
    TicketReading reading = bank.onlyRow().reading();
    assertThat(reading).isNotNull();
    return reading;
  }

  @Test
  void whatTheTicketShows_isKeptWithTheLedgersRow() {
    assertThat(reading().state()).isEqualTo(Ticket.State.OPEN);
    people(Ticket.State.IN_PROGRESS, "Wang");
    look();

    assertThat(reading().state()).isEqualTo(Ticket.State.IN_PROGRESS);
    assertThat(reading().assignee()).isEqualTo("Wang");
  }

  @Test
  void aTicketInProgress_acknowledgesItsIncident() {
    people(Ticket.State.IN_PROGRESS, "Wang");
    look();
    look();

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.ACKNOWLEDGED);
    assertThat(bank.onlyIncident().assignee()).isEqualTo("Wang");
    assertThat(events(Kind.ACKNOWLEDGED))
        .singleElement()
        .satisfies(e -> assertThat(e.because()).isEqualTo("TCK-1 is in progress: Wang"));
    assertThat(bank.audit.actions()).contains("incident.acknowledged");
  }

  @Test
  void aHint_bringsTheTicketBackAtOnce_andAReplayOfItBringsNothing() {
    people(Ticket.State.IN_PROGRESS, "Wang");
    readBack.lookSoon("TCK-1");
    readBack.lookSoon("TCK-1");
    readBack.lookAtHinted();

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.ACKNOWLEDGED);

    readBack.lookSoon("TCK-1");
    readBack.lookSoon("TCK-999");
    readBack.lookAtHinted();
    look();
    assertThat(events(Kind.ACKNOWLEDGED)).hasSize(1);
  }

  @Test
  void aHintThatIsLost_costsOnlyTheTimeUntilTheNextPoll() {
    people(Ticket.State.DONE, null);
    bank.tracker.downUntil(bank.clock.instant().plusSeconds(30));
    readBack.lookSoon("TCK-1");
    readBack.lookAtHinted();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);

    look();

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void started_itReadsWhatIsHintedAt_longBeforeTheNextPoll() {
    try (ReadBack running =
        new ReadBack(
            new ReadBackConfig(Duration.ofHours(1), Duration.ofDays(7), QUIET, null, Duration.ZERO),
            new ReadBackPorts(
                bank.tracker,
                bank.house.ledger(),
                bank.house.ledger(),
                bank.house,
                bank.house,
                bank.audit,
                () -> List.of(Samples.TENANT)),
            OVERLAP,
            bank.clock)) {
      running.start();
      await().until(() -> reading() != null);
      people(Ticket.State.IN_PROGRESS, "Wang");

      await()
          .until(() -> {
            running.lookSoon("TCK-1");
            return reading().state() == Ticket.State.IN_PROGRESS;
          });
    }
  }

  @Test
  void aTicketGivenToSomebody_isToldOnce() {
    people(null, "Wang");
    look();
    look();

    assertThat(events(Kind.TICKET_CHANGED))
        .singleElement()
        .satisfies(e -> assertThat(e.details()).containsEntry("person", "Wang"));
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
  }

  @Test
  void T10_aTicketClosedAsDone_closesItsIncident_andItsReopeningReopensIt() {
    people(Ticket.State.DONE, null);
    look();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(events(Kind.CLOSED))
        .singleElement()
        .satisfies(e -> assertThat(e.details()).containsEntry("status", "DONE"));

    people(Ticket.State.OPEN, null);
    look();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
    assertThat(events(Kind.REOPENED)).hasSize(1);
  }

  @Test
  void T10_wontFix_isRespectedFromTheTrackerOn() {
    people(Ticket.State.WONT_FIX, null);
    look();
    bank.clock.pass(Duration.ofDays(30));
    bank.happensAgain("9.0");
    settle();

    assertThat(status()).isEqualTo(Ticket.State.WONT_FIX);
    assertThat(bank.tracker.count()).isOne();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(bank.onlyIncident().blast().occurrences()).isEqualTo(2);
  }

  @Test
  void T10_closedForGoodAfterItWasDone_staysClosedFromThenOn() {
    people(Ticket.State.DONE, null);
    look();
    people(Ticket.State.WONT_FIX, null);
    look();
    bank.happensAgain("9.0");
    settle();

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(status()).isEqualTo(Ticket.State.WONT_FIX);
  }

  @Test
  void T10_whatTocsinReopened_isNoNews() {
    people(Ticket.State.DONE, null);
    look();
    bank.clock.pass(Duration.ofDays(2));
    bank.happensAgain("9.0");
    settle();
    look();

    assertThat(status()).isEqualTo(Ticket.State.OPEN);
    assertThat(reading().state()).isEqualTo(Ticket.State.OPEN);
    assertThat(events(Kind.REOPENED)).hasSize(1);
    assertThat(events(Kind.TICKET_CHANGED)).isEmpty();
  }

  @Test
  void aTrackerThatWasAway_isReadOnFromWhereItWasLeft() {
    people(Ticket.State.DONE, null);
    bank.tracker.downUntil(bank.clock.instant().plus(Duration.ofDays(1)));
    look();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);

    bank.clock.pass(Duration.ofDays(1));
    look();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void aDuplicateOfTheTicket_saysNothingOfTheIncident() throws Exception {
    Ticket extra = bank.tracker.file(bank.drafts().of(bank.onlyIncident()), Samples.IN_TIME);
    bank.tracker.change(extra, new TicketChange(null, Ticket.State.DONE, null, null, null));
    look();

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
  }

  @Test
  void aFaultNotSeenForLong_isClosedWithItsTicket_whereNobodyTouchedIt() {
    bank.clock.pass(QUIET);
    look();
    settle();

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(status()).isEqualTo(Ticket.State.DONE);
    assertThat(bank.tracker.store.read("TCK-1").orElseThrow().comments())
        .singleElement()
        .extracting(TicketComment::text)
        .asString()
        .contains("Closed by itself: not seen since");
    assertThat(bank.house.told(bank.onlyIncident()))
        .containsSubsequence(Kind.CLOSED, Kind.TICKET_CLOSED);

    bank.clock.pass(Duration.ofHours(1));
    bank.happensAgain("1.4.0");
    settle();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
    assertThat(status()).isEqualTo(Ticket.State.OPEN);
  }

  /** How somebody puts a hand to a ticket. */
  private enum Touch {
    WORKS_ON_IT(new TicketChange(null, Ticket.State.IN_PROGRESS, null, null, null)),
    WRITES_UNDER_IT(new TicketChange("It is the pool.", null, null, null, null)),
    EDITS_IT(new TicketChange(null, null, "In other words", null, null)),
    GIVES_IT_AWAY(new TicketChange(null, null, null, null, "Li"));

    private final TicketChange change;

    Touch(TicketChange change) {
      this.change = change;
    }
  }

  @ParameterizedTest
  @EnumSource(Touch.class)
  void aFaultNotSeenForLong_leavesATicketThatSomebodyTouched(Touch touch) {
    // Unseen by the read-back: what counts is the ticket as it stands when it would be closed.
    bank.clock.pass(QUIET);
    readBack.look();
    change(touch.change);
    settle();

    assertThat(status().closed()).isFalse();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void anIncidentThatSomebodyHasTaken_isNotClosedForSilence() {
    people(Ticket.State.IN_PROGRESS, "Wang");
    look();
    bank.clock.pass(QUIET.multipliedBy(5));
    look();

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.ACKNOWLEDGED);
  }
}
