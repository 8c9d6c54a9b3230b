package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody deletes a ticket, its fault comes back, and another takes its place. */
class ReplacedTicketTest {
  private final Bank bank = new Bank();

  @BeforeEach
  void aTicketWasFiled_andItsFaultIsOver() {
    bank.faults(0, 1);
    settle();
    bank.over(bank.onlyIncident());
    settle();
    bank.clock.pass(Duration.ofHours(1));
  }

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  private TicketEntry reopening() {
    return bank.house.ledger().rows().stream()
        .filter(row -> row.act().kind() == TicketAct.Kind.REOPEN)
        .findFirst()
        .orElseThrow();
  }

  private void sentAgain(TicketEntry refused) {
    bank.house.ledger().replay(refused, bank.clock.instant());
    settle();
  }

  @Test
  void T10_whereTheReopeningWasRefusedBefore_anotherIsFiledAllTheSame() {
    bank.tracker.failNextChange(Outcome.REFUSED);
    bank.happensAgain("1.4.0");
    settle();
    assertThat(reopening().state()).isEqualTo(EffectState.REFUSED);
    bank.tracker.store.forget("TCK-1");

    sentAgain(reopening());

    assertThat(bank.tracker.oldestFirst())
        .singleElement()
        .satisfies(another -> assertThat(another.state()).isEqualTo(Ticket.State.OPEN))
        .satisfies(another -> assertThat(another.key()).isEqualTo(bank.onlyIncident().ticketKey()));
    assertThat(bank.house.told(bank.onlyIncident()))
        .containsSubsequence(Kind.TICKET_REFUSED, Kind.TICKET_REFUSED, Kind.TICKET_FILED);
  }

  @Test
  void T10_theReopeningOfATicketThatWasReplaced_sentAgain_changesNothing() {
    bank.tracker.store.forget("TCK-1");
    bank.happensAgain("1.4.0");
    settle();
    Incident replaced = bank.onlyIncident();

    sentAgain(reopening());

    assertThat(bank.onlyIncident()).isEqualTo(replaced);
    assertThat(bank.tracker.count()).isOne();
  }
}
