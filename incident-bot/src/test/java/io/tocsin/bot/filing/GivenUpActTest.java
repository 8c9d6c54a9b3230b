package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An act that a tracker does not take, though it shows the ticket: a right is lacking, say. */
class GivenUpActTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LONGEST_GAP = Duration.ofHours(1);
  private static final int FOR_EVER = 10_000;

  private final Bank bank = new Bank();
  private Instant began = bank.clock.instant();

  @BeforeEach
  void aTicketIsFiled_andIsToBeClosed() {
    bank.faults(0, 1);
    bank.runUntilSettled("bot-1", bank.filing());
    bank.over(bank.onlyIncident());
    began = bank.clock.instant();
  }

  private TicketEntry act() {
    return bank.house.ledger().rows().stream()
        .filter(row -> row.act().kind() == TicketAct.Kind.CLOSE)
        .findFirst()
        .orElseThrow();
  }

  private void tracker(Outcome answer, int times) {
    for (int i = 0; i < times; i++) {
      bank.tracker.failNextChange(answer);
    }
  }

  /** From one time that it is due to the next. */
  private void runUntilSettled() {
    for (int i = 0; i < FOR_EVER && !act().settled(); i++) {
      bank.step("bot-1", bank.filing());
      Duration wait = Duration.between(bank.clock.instant(), act().dueAt());
      bank.clock.pass(wait.isPositive() ? wait : Duration.ofSeconds(1));
    }
  }

  private Duration tried() {
    return Duration.between(began, bank.clock.instant());
  }

  @Test
  void anActThatIsNeverTaken_isTriedEverMoreRarely_andGivenUpAfterADay() {
    tracker(Outcome.NOT_NOW, FOR_EVER);

    runUntilSettled();

    assertThat(act().state()).isEqualTo(EffectState.REFUSED);
    assertThat(act().because()).isEqualTo("given up after PT24H: as told: NOT_NOW");
    assertThat(act().attempts()).isLessThan(50);
    assertThat(tried()).isBetween(DAY, DAY.plus(LONGEST_GAP));
    assertThat(bank.house.told(bank.onlyIncident())).contains(Kind.TICKET_REFUSED);
    assertThat(bank.counts.of(Event.REFUSED)).isOne();
  }

  @Test
  void anActWhoseAnswerIsAlwaysLost_andThatTheTicketNeverShows_isGivenUpToo() {
    bank.tracker.losesChanges();

    runUntilSettled();

    assertThat(act().state()).isEqualTo(EffectState.REFUSED);
    assertThat(tried()).isBetween(DAY, DAY.plus(LONGEST_GAP));
  }

  @Test
  void aTrackerThatAsksForTheTime_isComeBackToThen_notMuchLater() {
    for (int i = 0; i < 20; i++) {
      bank.tracker.failNextChange(
          new TrackerException(Outcome.NOT_NOW, "HTTP 429", Duration.ofSeconds(10), true, null));
    }

    runUntilSettled();

    assertThat(act().state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(tried()).isLessThan(Duration.ofMinutes(20));
  }

  @Test
  void T04_afterADayInWhichTheTrackerWasAway_anActIsNotGivenUpForItsAge() {
    bank.tracker.downUntil(began.plus(DAY));
    bank.step("bot-1", bank.filing());
    bank.clock.pass(DAY);
    tracker(Outcome.NOT_NOW, 3);

    runUntilSettled();

    assertThat(act().state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(bank.tracker.oldestFirst())
        .singleElement()
        .extracting(Ticket::state)
        .isEqualTo(Ticket.State.DONE);
  }

  @Test
  void anActThatAPersonSendsAgain_isTriedForAsLongAsANewOne() {
    tracker(Outcome.NOT_NOW, FOR_EVER);
    runUntilSettled();
    bank.tracker.changesAreTaken();
    bank.house.ledger().replay(act(), bank.clock.instant());
    tracker(Outcome.NOT_NOW, 3);

    runUntilSettled();

    assertThat(act().state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(tried()).isLessThan(DAY.plus(LONGEST_GAP).plus(Duration.ofMinutes(2)));
  }

  @Test
  void T05_aTrackerThatNamesATimeForEver_isComeBackTo_howeverOldTheActIs() {
    bank.clock.pass(DAY);
    for (int i = 0; i < 40; i++) {
      bank.tracker.failNextChange(
          new TrackerException(Outcome.NOT_NOW, "HTTP 429", Duration.ofSeconds(10), true, null));
    }

    runUntilSettled();

    assertThat(act().state()).isEqualTo(EffectState.CONFIRMED);
  }
}
