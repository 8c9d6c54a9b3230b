package io.tocsin.bot.filing;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.Linking;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves a claimed row on that does something to a ticket which is filed: a comment, a reopening, a
 * closing, files. The ticket is read before each attempt, and what it shows to be done is not done
 * again; after a lost answer that look is repeated until whatever was sent must have arrived.
 *
 * <p>What a tracker does not take for a day, though it shows the ticket, is refused: a right is
 * lacking, say, and a person has it sent again once that is put right. A tracker that is away for
 * days has been asked too rarely to count, and one that names a time will take it.
 */
final class ActFiling {
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);
  private static final int GIVEN_UP_ATTEMPTS = 30;

  /** Of a tracker that does not say when to come back. */
  private static final Duration LONGEST_GAP = Duration.ofHours(1);

  private final LedgerRows rows;
  private final TicketLedger ledger;
  private final Tracker tracker;
  private final IncidentStore incidents;
  private final ActPlan plan;
  private final TicketFiles files;
  private final TicketTimeline timeline;
  private final TrackerPause pause;
  private final Duration longestWait;

  /**
   * @param longestWait our own between two attempts of which the tracker says when to come back
   */
  ActFiling(
      LedgerRows rows,
      Tracker tracker,
      IncidentStore incidents,
      ActPlan plan,
      TicketFiles files,
      TicketTimeline timeline,
      TrackerPause pause,
      Duration longestWait) {
    this.rows = rows;
    this.ledger = rows.ledger();
    this.tracker = tracker;
    this.incidents = incidents;
    this.plan = plan;
    this.files = files;
    this.timeline = timeline;
    this.pause = pause;
    this.longestWait = longestWait;
  }

  void advance(Claim claim, Incident incident) {
    TicketEntry row = claim.row();
    Optional<TicketEntry> ticket = ledger.find(row.tenant(), row.act().ticket());
    String id = ticket.map(TicketEntry::ticketId).orElse(null);
    if (ticket.isEmpty() || ticket.get().state() == EffectState.REFUSED) {
      rows.write(Transitions.refused(row, "there is no ticket"));
    } else if (id == null && isToldByTheTicket(row, ticket.get())) {
      rows.counts().add(Event.NEEDLESS);
      rows.write(Transitions.needless(row, "its ticket is not filed yet, and will tell of it"));
    } else if (id == null) {
      Instant now = rows.clock().instant();
      Instant due = ticket.get().dueAt().isAfter(now) ? ticket.get().dueAt() : now;
      rows.write(
          Transitions.later(
              row, row.state(), due.plus(rows.times().lookAgain()), "its ticket is not filed yet"));
    } else if (!rows.outOfTime(claim, row)) {
      read(claim, incident, ticket.get(), id);
    }
  }

  /** Nothing of it is out yet: when it goes, it counts all that was seen until then. */
  private static boolean isToldByTheTicket(TicketEntry row, TicketEntry ticket) {
    return row.act().kind() == TicketAct.Kind.RECURRENCE && ticket.isNotSentYet();
  }

  private void read(Claim claim, Incident incident, TicketEntry ticket, String id) {
    TicketEntry row = claim.row();
    Optional<TicketThread> thread;
    @Nullable Missing missing;
    try {
      thread = tracker.read(id);
      missing = thread.isPresent() ? null : Missing.why(tracker, row.act().ticket(), id);
      pause.worked();
    } catch (TrackerException e) {
      if (e.outcome() != Outcome.REFUSED) {
        pause.after(e, rows.clock().instant());
      }
      wait(row, row.state(), e, "could not look at the ticket: " + e.getMessage());
      return;
    }
    if (missing != null) {
      missing(row, incident, id, missing);
      return;
    }
    Instant now = rows.clock().instant();
    switch (plan.next(row, ticket, incident, thread.get(), timeline.of(incident), now)) {
      case NextStep.Nothing nothing ->
          done(row, thread.get(), nothing.because(), row.attempts() > 0);
      case NextStep.Wait wait ->
          rows.write(Transitions.later(row, row.state(), wait.until(), wait.because()));
      case NextStep.Change change ->
          sendOnceSettled(
              claim,
              thread.get(),
              by -> tracker.change(thread.get().ticket(), change.change(), by),
              change.because());
      case NextStep.Link link -> link(claim, thread.get(), link);
      case NextStep.Attach attach -> attach(claim, incident, thread.get(), attach);
    }
  }

  /** What lost its key is people's to decide: a fault that is back needs no second ticket. */
  private void missing(TicketEntry row, Incident incident, String id, Missing missing) {
    switch (missing) {
      case NOT_SHOWN -> {
        Instant later = rows.clock().instant().plus(longestWait);
        String because = "the tracker finds " + id + ", and does not show it";
        rows.write(Transitions.later(row, row.state(), later, because));
      }
      case WITHOUT_KEY ->
          refuse(
              row,
              id,
              id
                  + " bears its key no more; give it "
                  + row.act().ticket()
                  + " back, and have this sent again");
      case GONE -> gone(row, incident, id);
    }
  }

  /** A fault that is back is not to go on without a ticket, because somebody has deleted it. */
  private static boolean needsATicket(TicketEntry row, Incident incident) {
    return row.act().kind() == TicketAct.Kind.REOPEN && incident.state() != Incident.State.CLOSED;
  }

  private void gone(TicketEntry row, Incident incident, String id) {
    String because = "the tracker has no ticket " + id + " any more";
    if (needsATicket(row, incident)) {
      timeline.filedAnew(row, id, because);
    }
    refuse(row, id, because);
  }

  /** What an attempt without an answer has attached, the ticket shows. */
  private void attach(Claim claim, Incident incident, TicketThread thread, NextStep.Attach step) {
    TicketEntry row = claim.row();
    List<Attachment> lacking;
    try {
      lacking = files.lacking(row.key(), incident, thread.ticket().id());
    } catch (TrackerException e) {
      wait(row, row.state(), e, "could not look at its files: " + e.getMessage());
      return;
    }
    if (lacking.isEmpty()) {
      done(row, thread, "the ticket has all files", row.attempts() > 0);
    } else {
      sendOnceSettled(
          claim,
          thread,
          by -> tracker.attach(thread.ticket(), lacking, row.key(), by),
          lacking.size() + " attached: " + step.because());
    }
  }

  /** An upsert, so it need not be waited for whether an attempt before has worked. */
  private void link(Claim claim, TicketThread thread, NextStep.Link step) {
    if (tracker instanceof Linking linking) {
      send(claim, thread, by -> linking.link(thread.ticket(), step.link(), by), step.because());
    } else {
      done(claim.row(), thread, "this tracker keeps no links beside the text", false);
    }
  }

  private void sendOnceSettled(Claim claim, TicketThread thread, Request request, String because) {
    TicketEntry row = claim.row();
    Instant now = rows.clock().instant();
    Instant settled = rows.times().settled(row);
    if (row.state() != EffectState.INTENT && row.attempts() > 0 && now.isBefore(settled)) {
      lookAgain(row, now, settled);
    } else {
      send(claim, thread, request, because);
    }
  }

  private interface Request {
    void send(SendBy by) throws TrackerException;
  }

  private void lookAgain(TicketEntry row, Instant now, Instant settled) {
    Instant soon = now.plus(rows.times().lookAgain());
    rows.write(
        Transitions.later(
            row,
            row.state(),
            soon.isBefore(settled) ? soon : settled,
            "attempt "
                + row.attempts()
                + " has no answer; the ticket does not show it yet, looked at until "
                + settled));
  }

  private void send(Claim claim, TicketThread thread, Request request, String because) {
    TicketEntry row = claim.row();
    TicketEntry sent = Transitions.sent(row, rows.clock().instant());
    if (rows.outOfTime(claim, row) || !rows.write(sent) || rows.outOfTime(claim, row)) {
      return;
    }
    try {
      request.send(claim.sendBy());
      pause.worked();
    } catch (TrackerException e) {
      failed(sent, thread.ticket().id(), e);
      return;
    }
    settle(sent, thread, because, true);
  }

  private void failed(TicketEntry sent, String id, TrackerException e) {
    String said = String.valueOf(e.getMessage());
    if (e.outcome() != Outcome.REFUSED && e.retryAfter() == null && isGivenUp(sent)) {
      refuse(sent, id, "given up after " + GIVEN_UP_AFTER + ": " + said);
      return;
    }
    switch (e.outcome()) {
      case NOT_NOW -> {
        rows.counts().add(Event.NOT_NOW);
        if (e.retryAfter() != null && !e.isOfOneTicket()) {
          pause.after(e, rows.clock().instant());
        }
        // What was answered before it, a comment perhaps, the ticket shows.
        wait(sent, EffectState.INTENT, e, said);
      }
      case UNKNOWN -> {
        rows.counts().add(Event.UNKNOWN);
        Instant soon = rows.clock().instant().plus(gap(sent.attempts() - 1, LONGEST_GAP));
        rows.write(Transitions.later(sent, EffectState.UNKNOWN, soon, said + "; looked at first"));
      }
      case REFUSED -> refuse(sent, id, said);
    }
  }

  private boolean isGivenUp(TicketEntry sent) {
    Duration tried = Duration.between(sent.createdAt(), rows.clock().instant());
    return tried.compareTo(GIVEN_UP_AFTER) >= 0 && sent.attempts() >= GIVEN_UP_ATTEMPTS;
  }

  /** For as long as the tracker asked, else longer with each attempt: one ticket may be locked. */
  private void wait(TicketEntry row, EffectState state, TrackerException e, String because) {
    @Nullable Duration asked = e.retryAfter();
    Duration capped = gap(row.attempts(), asked == null ? LONGEST_GAP : longestWait);
    Duration wait = asked != null && asked.compareTo(capped) > 0 ? asked : capped;
    rows.write(Transitions.later(row, state, rows.clock().instant().plus(wait), because));
  }

  private Duration gap(int doublings, Duration longest) {
    Duration gap = rows.times().lookAgain().multipliedBy(1L << Math.min(doublings, 20));
    return gap.compareTo(longest) > 0 ? longest : gap;
  }

  private void refuse(TicketEntry row, String id, String because) {
    rows.counts().add(Event.REFUSED);
    timeline.actRefused(row, id, because);
    rows.write(Transitions.refused(row, because));
  }

  /**
   * Nothing is left to be done.
   *
   * @param tried whether an attempt before may have done it; what it was to bring about, the ticket
   *     shows
   */
  private void done(TicketEntry row, TicketThread thread, String because, boolean tried) {
    boolean closed = thread.ticket().state().closed();
    boolean shown =
        switch (row.act().kind()) {
          case CLOSE, OVER -> closed;
          case REOPEN -> !closed;
          default -> true;
        };
    settle(row, thread, because, tried && shown);
  }

  /** Told first, as with a ticket that was filed. */
  private void settle(TicketEntry row, TicketThread thread, String because, boolean acted) {
    rows.counts().add(acted ? Event.ACTED : Event.NEEDLESS);
    if (acted) {
      timeline.acted(row, thread.ticket(), because);
    }
    rows.write(Transitions.confirmed(row, thread.ticket(), because));
  }
}
