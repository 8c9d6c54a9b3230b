package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.readback.ReadBack;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tocsin closes a ticket by itself, and its fault is back before the tracker is asked again. */
class BackBeforeReadingTest {
  private static final Duration QUIET = Duration.ofDays(7);

  private final Bank bank = new Bank();
  private final ReadBack readBack = BankReadBack.of(bank, QUIET);

  @BeforeEach
  void aTicketIsClosedForSilence_andItsFaultIsBack() {
    bank.faults(0, 1);
    settle();
    look();
    bank.clock.pass(QUIET);
    look();
    settle();
    assertThat(status()).isEqualTo(Ticket.State.DONE);
    assertThat(incident()).isEqualTo(Incident.State.CLOSED);
    bank.clock.pass(Duration.ofSeconds(10));
    bank.happensAgain("1.4.0");
  }

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  private void look() {
    bank.clock.pass(Duration.ofMinutes(1));
    readBack.look();
  }

  private Ticket.State status() {
    return bank.tracker.store.read("TCK-1").orElseThrow().ticket().state();
  }

  private Incident.State incident() {
    return bank.onlyIncident().state();
  }

  private void people(Ticket.State state) {
    bank.tracker.store.change(
        "TCK-1", new TicketChange(null, state, null, null, null), "somebody", bank.clock.instant());
  }

  @Test
  void ownClosing_isNotReadAsAPersons() {
    look();
    look();
    assertThat(incident()).isEqualTo(Incident.State.OPEN);

    settle();
    look();
    assertThat(status()).isEqualTo(Ticket.State.OPEN);
    assertThat(incident()).isEqualTo(Incident.State.OPEN);
  }

  @Test
  void onceItIsOpenAgain_aPersonsClosingCounts() {
    look();
    settle();
    look();
    people(Ticket.State.DONE);
    look();

    assertThat(incident()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void onceAPersonOpenedIt_aPersonsClosingCounts() {
    look();
    people(Ticket.State.OPEN);
    settle();
    look();
    people(Ticket.State.DONE);
    look();

    assertThat(incident()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void closedForGood_isAPersonsWord_whoeverClosedItBefore() {
    people(Ticket.State.WONT_FIX);
    look();

    assertThat(incident()).isEqualTo(Incident.State.CLOSED);
  }
}
