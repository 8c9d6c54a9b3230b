package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A workflow leads to closed over work in progress, and the tracker stops answering there. */
class InterruptedClosingTest {
  private final Bank bank = new Bank();

  private void aTicketIsToBeClosed() {
    bank.faults(0, 1);
    settle();
    bank.over(bank.onlyIncident());
  }

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  private void pass(Duration time) {
    bank.clock.pass(time);
    for (int i = 0; i < 50; i++) {
      bank.step("bot-1", bank.filing());
    }
  }

  /** The next attempt at a change comes as far as this. */
  private void stopsHalfway(String ticket, @Nullable String takenBy) {
    bank.tracker.failNextChange(Outcome.NOT_NOW);
    pass(Duration.ZERO);
    bank.tracker.store.change(
        ticket,
        new TicketChange(null, Ticket.State.IN_PROGRESS, null, null, takenBy),
        "tocsin",
        bank.clock.instant());
  }

  private Ticket.State status(String ticket) {
    return bank.tracker.store.read(ticket).orElseThrow().ticket().state();
  }

  private TicketEntry act(TicketAct.Kind kind) {
    return bank.house.ledger().rows().stream()
        .filter(row -> row.act().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void T05_aClosingThatStoppedHalfway_isNoPersonsWork_andIsGoneOnWith() {
    aTicketIsToBeClosed();
    stopsHalfway("TCK-1", null);

    settle();

    assertThat(status("TCK-1")).isEqualTo(Ticket.State.DONE);
    assertThat(bank.house.told(bank.onlyIncident())).contains(Kind.TICKET_CLOSED);
  }

  @Test
  void aTicketThatSomebodyTakesMeanwhile_isLeftOpen_andNotToldToBeClosed() {
    aTicketIsToBeClosed();
    stopsHalfway("TCK-1", "dev-b");

    settle();

    assertThat(status("TCK-1")).isEqualTo(Ticket.State.IN_PROGRESS);
    assertThat(act(TicketAct.Kind.CLOSE).because()).isEqualTo("left open: it was given to dev-b");
    assertThat(bank.house.told(bank.onlyIncident())).doesNotContain(Kind.TICKET_CLOSED);
    assertThat(bank.audit.actions()).doesNotContain("ticket.close");
  }

  @Test
  void aTicketThatSomebodyWorksOn_beforeTheFirstAttempt_isLeftOpen() {
    aTicketIsToBeClosed();
    bank.tracker.store.change(
        "TCK-1",
        new TicketChange(null, Ticket.State.IN_PROGRESS, null, null, null),
        "dev-a",
        bank.clock.instant());

    settle();

    assertThat(act(TicketAct.Kind.CLOSE).because()).isEqualTo("left open: somebody works on it");
  }

  @Test
  void T14_anUmbrellasClosingThatStoppedHalfway_isGoneOnWith() {
    bank.storm = new StormConfig(1, Duration.ofMinutes(5));
    bank.faults(0, 2);
    pass(Duration.ZERO);
    pass(Duration.ofMinutes(6));
    String umbrella = String.valueOf(act(TicketAct.Kind.UMBRELLA).ticketId());
    bank.over(bank.newestIncident());
    bank.clock.pass(Duration.ofHours(2));
    stopsHalfway(umbrella, null);

    pass(Duration.ofMinutes(5));

    assertThat(act(TicketAct.Kind.OVER).state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(status(umbrella)).isEqualTo(Ticket.State.DONE);
  }
}
