package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.release.Release;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault that has a ticket is seen again, told in time. */
class RecurrenceTest {
  private static final Duration WINDOW = Samples.RECURRENCE.commentEvery();

  private final Bank bank = new Bank();

  private void filed() {
    bank.faults(0, 1);
    settle();
  }

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  private TicketThread ticket(String id) {
    return bank.tracker.store.read(id).orElseThrow();
  }

  private List<String> comments(String id) {
    return ticket(id).comments().stream().map(TicketComment::text).toList();
  }

  private List<TicketEntry> acts(TicketAct.Kind kind) {
    return bank.house.ledger().rows().stream().filter(row -> row.act().kind() == kind).toList();
  }

  @Test
  void aFaultThatGoesOn_getsOneCommentAWindow_thatSaysWhatHappenedInIt() {
    filed();
    bank.clock.pass(WINDOW);
    for (int minute = 0; minute < 150; minute++) {
      bank.happensAgain("1.4.0");
      bank.step("bot-1", bank.filing());
      bank.clock.pass(Duration.ofMinutes(1));
    }
    bank.clock.pass(WINDOW);
    settle();

    List<String> said = comments("TCK-1");
    int windows = acts(TicketAct.Kind.RECURRENCE).size();
    assertThat(windows).isBetween(3, 4);
    assertThat(said).hasSize(windows);
    assertThat(said).allMatch(text -> text.matches("(?s)Seen \\d+ times more since 20.*"));
    assertThat(said.getLast()).contains("In all 151, 151 accounts").contains("TOC-1");
    assertThat(bank.audit.actions()).contains("ticket.recurrence");
  }

  @Test
  void aFaultThatHappenedOnce_getsNoComment() {
    filed();
    bank.clock.pass(WINDOW.multipliedBy(3));
    settle();

    assertThat(comments("TCK-1")).isEmpty();
  }

  @Test
  void T02_aCommentWhoseAnswerIsLost_isNotSaidTwice() {
    filed();
    bank.happensAgain("1.4.0");
    bank.clock.pass(WINDOW);
    bank.tracker.failNextChange(Outcome.UNKNOWN);
    settle();

    assertThat(comments("TCK-1")).hasSize(1);
    assertThat(bank.counts.of(Event.ACTED)).isOne();
    assertThat(acts(TicketAct.Kind.RECURRENCE))
        .singleElement()
        .satisfies(row -> assertThat(row.attempts()).isOne());
  }

  @Test
  void T04_commentsThatWaitForTheTracker_comeOnceAfterwards() {
    filed();
    bank.tracker.downUntil(bank.clock.instant().plus(WINDOW.multipliedBy(4)));
    for (int i = 0; i < 16; i++) {
      bank.happensAgain("1.4.0");
      bank.step("bot-1", bank.filing());
      bank.clock.pass(WINDOW.dividedBy(4));
    }
    bank.clock.pass(WINDOW);
    settle();

    assertThat(acts(TicketAct.Kind.RECURRENCE)).hasSizeGreaterThan(3);
    assertThat(comments("TCK-1")).singleElement().asString().contains("In all 17,");
  }

  @Test
  void T05_aLimitOfOneTicket_holdsUpThatTicketOnly() {
    bank.faults(0, 1);
    bank.runUntilSettled("bot-1", bank.filing());
    bank.happensAgain("1.4.0");
    bank.clock.pass(WINDOW);
    bank.tracker.failNextChange(
        new TrackerException(Outcome.NOT_NOW, "per issue", Duration.ofMinutes(5), true, null));
    bank.step("bot-1", bank.filing());
    assertThat(bank.pause.left(bank.clock.instant())).isZero();

    bank.faults(1, 2);
    bank.step("bot-1", bank.filing());

    assertThat(bank.tracker.count()).isEqualTo(2);
    assertThat(comments("TCK-1")).isEmpty();
    bank.clock.pass(Duration.ofMinutes(6));
    settle();
    assertThat(comments("TCK-1")).hasSize(1);
  }

  @Test
  void T10_backInsideTheWindow_reopensIncidentAndTicket() {
    filed();
    bank.closedByPeople(Ticket.State.DONE);
    bank.clock.pass(Duration.ofDays(6));
    bank.happensAgain("2.0");
    settle();

    assertThat(bank.house.all()).hasSize(1);
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
    assertThat(ticket("TCK-1").ticket().state()).isEqualTo(Ticket.State.OPEN);
    assertThat(comments("TCK-1")).singleElement().asString().contains("The fault is back since");
    assertThat(bank.house.told(bank.onlyIncident()))
        .containsSubsequence(Kind.CLOSED, Kind.REOPENED, Kind.TICKET_REOPENED);
    assertThat(bank.audit.actions()).contains("incident.reopen", "ticket.reopen");
  }

  @Test
  void T10_backOutsideTheWindow_isANewTicket_andEachNamesTheOther() {
    filed();
    bank.closedByPeople(Ticket.State.DONE);
    bank.clock.pass(Duration.ofDays(8));
    bank.happensAgain("2.0");
    settle();

    assertThat(bank.house.all()).hasSize(2);
    assertThat(ticket("TCK-1").ticket().state()).isEqualTo(Ticket.State.DONE);
    assertThat(ticket("TCK-2").ticket().body())
        .contains("Back after:** [TCK-1](http://tracker/TCK-1): TOC-1");
    assertThat(comments("TCK-1")).singleElement().asString().contains("it goes on in [TCK-2]");
  }

  @Test
  void T10_wontFix_staysClosedAndNothingIsFiled() {
    filed();
    bank.closedByPeople(Ticket.State.WONT_FIX);
    for (int day = 0; day < 20; day++) {
      bank.clock.pass(Duration.ofDays(1));
      bank.happensAgain("2." + day);
      settle();
    }

    assertThat(bank.house.all()).hasSize(1);
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(bank.onlyIncident().blast().occurrences()).isEqualTo(21);
    assertThat(ticket("TCK-1").ticket().state()).isEqualTo(Ticket.State.WONT_FIX);
    assertThat(comments("TCK-1")).isEmpty();
    assertThat(bank.tracker.count()).isOne();
  }

  @Test
  void T10_closedAgainByPeopleBeforeItWasReopened_isLeft() {
    filed();
    bank.closedByPeople(Ticket.State.DONE);
    bank.clock.pass(Duration.ofDays(2));
    bank.happensAgain("2.0");
    bank.closedByPeople(Ticket.State.WONT_FIX);
    settle();

    assertThat(ticket("TCK-1").ticket().state()).isEqualTo(Ticket.State.WONT_FIX);
    assertThat(bank.counts.of(Event.NEEDLESS)).isOne();
  }

  @Test
  void T11_theOldVersionAfterDone_isNoRegression_theNewOneIs() {
    filed();
    bank.closedByPeople(Ticket.State.DONE);
    bank.clock.pass(Duration.ofMinutes(5));
    bank.happensAgain("1.4.0");
    settle();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(ticket("TCK-1").ticket().state()).isEqualTo(Ticket.State.DONE);

    bank.happensAgain("blue-2026w48");
    settle();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
    assertThat(ticket("TCK-1").ticket().state()).isEqualTo(Ticket.State.OPEN);
  }

  @Test
  void T11_aVersionFirstSeenBeforeTheOneThatFailed_isOldWhateverItsName() {
    filed();
    Instant then = bank.clock.instant();
    bank.releases.seen(
        List.of(
            release("zebra", then.minusSeconds(200)), release("1.4.0", then.minusSeconds(100))));
    bank.closedByPeople(Ticket.State.DONE);
    bank.clock.pass(Duration.ofMinutes(5));

    bank.happensAgain("zebra");

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void T11_theOldVersionLongAfterDone_isBackAllTheSame() {
    filed();
    bank.closedByPeople(Ticket.State.DONE);
    bank.clock.pass(Samples.RECURRENCE.oldVersionFor().plusSeconds(1));

    bank.happensAgain("1.4.0");

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
  }

  private static Release release(String version, Instant first) {
    return new Release(Samples.TENANT, "refunds", "prod", version, null, first, first);
  }

  @Test
  void anActOfPeopleBetween_isNotUndone() {
    filed();
    bank.happensAgain("1.4.0");
    bank.tracker.store.change(
        "TCK-1",
        new TicketChange(null, Ticket.State.DONE, null, null, null),
        "somebody",
        bank.clock.instant());
    bank.clock.pass(WINDOW);
    settle();

    assertThat(comments("TCK-1")).isEmpty();
    assertThat(ticket("TCK-1").ticket().state()).isEqualTo(Ticket.State.DONE);
  }
}
