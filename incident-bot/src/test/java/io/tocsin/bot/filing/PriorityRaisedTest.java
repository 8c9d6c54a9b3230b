package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.priority.BlastRule;
import io.tocsin.bot.priority.Priorities;
import io.tocsin.bot.priority.RaisingJournal;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketThread;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault that comes to touch many makes its ticket more urgent, unless people have decided. */
class PriorityRaisedTest {
  private final Bank bank = new Bank();

  private void rules(BlastRule... rules) {
    bank.journal =
        new RaisingJournal(
            bank.house, new Priorities(List.of(), List.of(rules)), () -> {}, bank.clock);
  }

  private void happens(int times) {
    for (int i = 0; i < times; i++) {
      bank.clock.pass(Duration.ofSeconds(1));
      bank.happensAgain("1.4.0");
    }
    bank.runUntilSettled("bot-1", bank.filing());
  }

  private TicketThread ticket() {
    return bank.tracker.store.read("TCK-1").orElseThrow();
  }

  private List<TicketEntry> raises() {
    return bank.house.ledger().rows().stream()
        .filter(row -> row.act().kind() == TicketAct.Kind.PRIORITY)
        .toList();
  }

  private List<TimelineEvent> told() {
    return bank.house.timeline(Samples.TENANT, bank.onlyIncident().id()).stream()
        .filter(event -> event.kind() == Kind.PRIORITY_RAISED)
        .toList();
  }

  @Test
  void aTicket_isRaisedOnce_whenSoManyAreTouched_andSaysWhy() {
    rules(new BlastRule(0, 0, 3, 1));
    bank.faults(0, 1);
    happens(1);
    int before = ticket().ticket().priority();
    assertThat(before).isGreaterThan(1);

    happens(5);

    assertThat(ticket().ticket().priority()).isEqualTo(1);
    assertThat(ticket().comments())
        .singleElement()
        .satisfies(said ->
            assertThat(said.text())
                .startsWith("More urgent: priority 1 instead of " + before)
                .contains("blast radius: it happened 3 times (from 3 on)"));
    assertThat(told())
        .singleElement()
        .satisfies(event -> assertThat(event.details()).containsEntry("priority", "1"));
    assertThat(raises()).hasSize(1);
  }

  @Test
  void whatPeopleHaveSet_stays() {
    rules(new BlastRule(0, 0, 3, 2), new BlastRule(0, 0, 6, 1));
    bank.faults(0, 1);
    happens(1);
    bank.tracker.store.change(
        "TCK-1",
        new TicketChange(null, null, null, null, null, 4),
        "somebody",
        bank.clock.instant());

    happens(8);

    assertThat(ticket().ticket().priority()).isEqualTo(4);
    assertThat(raises())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.because()).contains("not the priority that Tocsin gave"));
  }

  @Test
  void oneStepAfterAnother_isRaisedByTocsinFromWhatItSetItself() {
    rules(new BlastRule(0, 0, 3, 2), new BlastRule(0, 0, 6, 1));
    bank.faults(0, 1);

    happens(2);
    happens(6);

    assertThat(ticket().ticket().priority()).isEqualTo(1);
    assertThat(told().getLast().details()).containsEntry("priority", "1");
  }

  @Test
  void aClosedTicket_isNotRaised() {
    rules(new BlastRule(0, 0, 3, 1));
    bank.faults(0, 1);
    happens(1);
    bank.tracker.store.change(
        "TCK-1",
        new TicketChange(null, Ticket.State.DONE, null, null, null),
        "somebody",
        bank.clock.instant());

    happens(3);

    assertThat(ticket().ticket().priority()).isNotEqualTo(1);
  }

  @Test
  void aRuleThatReachesNothing_orIsLessUrgent_changesNothing() {
    rules(new BlastRule(1_000, 50, 0, 1), new BlastRule(1, 0, 0, 4));
    bank.faults(0, 1);

    happens(5);

    assertThat(raises()).isEmpty();
  }
}
