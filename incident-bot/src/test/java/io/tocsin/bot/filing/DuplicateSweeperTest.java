package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketDraft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicateSweeperTest {
  private final Bank bank = new Bank();

  private void sweep() {
    new DuplicateSweeper(
            () -> List.of(Samples.TENANT),
            bank.house.ledger(),
            bank.tracker,
            bank.audit,
            bank.counts,
            Bank.CONFIG.duplicateWindow(),
            bank.clock)
        .sweep();
  }

  private void fileTwice() throws Exception {
    bank.faults(0, 1);
    bank.step("bot-1", bank.filing());
    bank.clock.pass(Duration.ofSeconds(1));
    TicketDraft draft = bank.drafts().of(bank.onlyIncident());
    bank.tracker.file(draft, Samples.IN_TIME);
  }

  @Test
  void twoOpenTicketsOfOneKey_theNewerIsClosedWithACommentAndCounted() throws Exception {
    fileTwice();

    sweep();
    sweep();

    assertThat(bank.tracker.oldestFirst())
        .extracting(Ticket::state)
        .containsExactly(Ticket.State.OPEN, Ticket.State.DONE);
    assertThat(bank.tracker.store.read("TCK-2").orElseThrow().comments())
        .singleElement()
        .satisfies(comment -> assertThat(comment.text()).contains("Duplicate of TCK-1"));
    assertThat(bank.counts.of(Event.DUPLICATE)).isOne();
    assertThat(bank.audit.actions()).contains("ticket.close_duplicate");
  }

  @Test
  void oneTicketOfAKey_isLeftAlone() {
    bank.faults(0, 3);
    bank.runUntilSettled("bot-1", bank.filing());

    sweep();

    assertThat(bank.tracker.oldestFirst()).allMatch(t -> t.state() == Ticket.State.OPEN);
    assertThat(bank.counts.of(Event.DUPLICATE)).isZero();
  }

  @Test
  void anOldTicket_isNotLookedAtAgain() throws Exception {
    fileTwice();
    bank.clock.pass(Bank.CONFIG.duplicateWindow().plusSeconds(1));

    sweep();

    assertThat(bank.counts.of(Event.DUPLICATE)).isZero();
  }
}
