package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ticket was filed, and its tracker does not show it: why decides what is done about it. */
class MissingTicketTest {
  private static final Duration WINDOW = Samples.RECURRENCE.commentEvery();

  private final Bank bank = new Bank();

  private void filed() {
    bank.faults(0, 1);
    settle();
  }

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  private void step() {
    bank.step("bot-1", bank.filing());
  }

  private Ticket first() {
    return bank.tracker.store.read("TCK-1").orElseThrow().ticket();
  }

  private List<TicketEntry> acts(TicketAct.Kind kind) {
    return bank.house.ledger().rows().stream().filter(row -> row.act().kind() == kind).toList();
  }

  private void closedAndBack() {
    filed();
    bank.over(bank.onlyIncident());
    settle();
    bank.clock.pass(Duration.ofHours(1));
    bank.happensAgain("1.4.0");
  }

  @Test
  void anActOnATicketThatIsGone_isRefusedAndSaysSo() {
    filed();
    bank.happensAgain("1.4.0");
    bank.tracker.store.forget("TCK-1");
    bank.clock.pass(WINDOW);
    settle();

    assertThat(acts(TicketAct.Kind.RECURRENCE))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(EffectState.REFUSED))
        .satisfies(row -> assertThat(row.because()).contains("TCK-1"));
    assertThat(bank.house.told(bank.onlyIncident())).contains(Kind.TICKET_REFUSED);
  }

  @Test
  void T10_backAfterItsTicketWasDeleted_getsAnother_thatIsWorkedOnFromThenOn() {
    closedAndBack();
    bank.tracker.store.forget("TCK-1");
    settle();

    Ticket another = bank.tracker.oldestFirst().getFirst();
    assertThat(bank.tracker.count()).isOne();
    assertThat(another.state()).isEqualTo(Ticket.State.OPEN);
    assertThat(bank.onlyIncident().ticketKey()).isEqualTo(another.key());
    assertThat(bank.house.told(bank.onlyIncident()))
        .containsSubsequence(Kind.REOPENED, Kind.TICKET_REFUSED, Kind.TICKET_FILED);

    bank.over(bank.onlyIncident());
    settle();
    bank.clock.pass(Duration.ofHours(1));
    bank.happensAgain("1.4.0");
    settle();
    assertThat(bank.tracker.count()).isOne();
    assertThat(acts(TicketAct.Kind.REOPEN).getLast().state()).isEqualTo(EffectState.CONFIRMED);
  }

  @Test
  void T10_backWhileItsTicketIsFoundButNotShown_waits_andGetsNoOther() {
    closedAndBack();
    bank.tracker.hide("TCK-1", true);
    step();
    assertThat(acts(TicketAct.Kind.REOPEN).getFirst().because()).contains("does not show it");

    bank.tracker.hide("TCK-1", false);
    settle();

    assertThat(bank.tracker.count()).isOne();
    assertThat(first().state()).isEqualTo(Ticket.State.OPEN);
  }

  @Test
  void anActOnATicketThatIsFoundButNotShown_waits() {
    filed();
    bank.over(bank.onlyIncident());
    bank.tracker.hide("TCK-1", true);
    step();
    assertThat(acts(TicketAct.Kind.CLOSE).getFirst().because()).contains("does not show it");

    bank.tracker.hide("TCK-1", false);
    settle();

    assertThat(first().state()).isEqualTo(Ticket.State.DONE);
  }

  @Test
  void anActOnATicketThatLostItsKey_isRefusedAndSaysWhichOne() {
    filed();
    bank.over(bank.onlyIncident());
    bank.tracker.takeKey("TCK-1", true);
    settle();

    assertThat(acts(TicketAct.Kind.CLOSE))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(EffectState.REFUSED))
        .satisfies(row ->
            assertThat(row.because())
                .contains("TCK-1 bears its key no more", first().key().label()));
    assertThat(first().state()).isEqualTo(Ticket.State.OPEN);
  }

  @Test
  void T10_backAfterItsTicketLostItsKey_isRefused_andGetsNoOther() {
    closedAndBack();
    bank.tracker.takeKey("TCK-1", true);
    settle();

    assertThat(acts(TicketAct.Kind.REOPEN))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(EffectState.REFUSED))
        .satisfies(row -> assertThat(row.because()).contains("TCK-1 bears its key no more"));
    assertThat(bank.tracker.count()).isOne();
    assertThat(bank.house.told(bank.onlyIncident()))
        .containsSubsequence(Kind.REOPENED, Kind.TICKET_REFUSED);
  }

  @Test
  void anActWhileTheTokenSeesNothing_waits_andIsDoneOnceItDoes() {
    filed();
    bank.over(bank.onlyIncident());
    bank.tracker.seeNothing(true);
    step();
    assertThat(acts(TicketAct.Kind.CLOSE).getFirst().because()).contains("may see nothing");

    bank.tracker.seeNothing(false);
    bank.clock.pass(Duration.ofMinutes(1));
    settle();

    assertThat(first().state()).isEqualTo(Ticket.State.DONE);
  }

  @Test
  void T10_backWhileTheTokenSeesNothing_waits_andGetsNoOther() {
    closedAndBack();
    bank.tracker.seeNothing(true);
    step();
    assertThat(bank.pause.because()).contains("may see nothing");

    bank.tracker.seeNothing(false);
    bank.clock.pass(Duration.ofMinutes(1));
    settle();

    assertThat(bank.tracker.count()).isOne();
    assertThat(first().state()).isEqualTo(Ticket.State.OPEN);
  }
}
