package io.tocsin.bot.filing;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.ticket.IssueTracker;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Moves one claimed row of the ledger as far as it goes; what does something to a ticket that is
 * filed, {@link ActFiling} moves. A create is written down before it is sent; when its answer is
 * missing, the ticket is looked for by its label until it must be searchable, and only then sent
 * again. A row whose fence was lost is left at once.
 *
 * <p>Residue: what a stopped process has handed to its operating system can still reach the tracker
 * later than lease, request timeout and index lag together. {@link DuplicateSweeper} finds it.
 */
final class Filing {
  private static final Duration REFUSED_SEARCH = Duration.ofMinutes(1);
  private static final Duration MUTED_LOOK = Duration.ofMinutes(1);
  private static final String CLOSED_BEFORE = "the incident was closed before its ticket was filed";

  private final LedgerRows rows;
  private final ActFiling acts;
  private final Storm storm;
  private final UmbrellaText umbrellas;
  private final IssueTracker tracker;
  private final IncidentStore incidents;
  private final TicketDrafts drafts;
  private final TicketTimeline timeline;
  private final FilingTimes times;
  private final TrackerPause pause;
  private final FilingCounts counts;
  private final BiConsumer<Incident, Ticket> whenFiled;
  private final InstantSource clock;

  Filing(
      LedgerRows rows,
      ActFiling acts,
      Storm storm,
      UmbrellaText umbrellas,
      IssueTracker tracker,
      IncidentStore incidents,
      TicketDrafts drafts,
      TicketTimeline timeline,
      TrackerPause pause,
      BiConsumer<Incident, Ticket> whenFiled) {
    this.rows = rows;
    this.acts = acts;
    this.storm = storm;
    this.umbrellas = umbrellas;
    this.tracker = tracker;
    this.incidents = incidents;
    this.drafts = drafts;
    this.timeline = timeline;
    this.times = rows.times();
    this.pause = pause;
    this.counts = rows.counts();
    this.whenFiled = whenFiled;
    this.clock = rows.clock();
  }

  void advance(Claim claim) {
    TicketEntry row = claim.row();
    Optional<Incident> incident = incidents.find(row.tenant(), row.incident());
    if (incident.isEmpty()) {
      rows.write(Transitions.refused(row, "its incident is gone"));
      return;
    }
    if (!row.opensATicket()) {
      acts.advance(claim, incident.get());
      return;
    }
    switch (row.state()) {
      case INTENT -> send(claim, incident.get());
      case SENT, UNKNOWN -> look(claim, incident.get());
      case CONFIRMED, REFUSED, NOT_NEEDED ->
          throw new IllegalStateException(row.key() + " is settled, and was claimed");
    }
  }

  private void look(Claim claim, Incident incident) {
    TicketEntry row = claim.row();
    Instant settled = times.settled(row);
    boolean mustBeSearchable = !clock.instant().isBefore(settled);
    if (rows.outOfTime(claim, row)) {
      return;
    }
    List<Ticket> found;
    try {
      found = tracker.find(row.key());
      pause.worked();
    } catch (TrackerException e) {
      couldNotLook(row, e);
      return;
    }
    if (!found.isEmpty()) {
      counts.add(Event.FOUND);
      confirm(
          row,
          incident,
          found.getFirst(),
          row.attempts() == 0
              ? "found by its label: filed before this server came back from a backup"
              : "found by its label: attempt "
                  + row.attempts()
                  + " had worked, its answer was lost");
    } else if (mustBeSearchable) {
      send(claim, incident);
    } else {
      Instant soon = clock.instant().plus(times.lookAgain());
      rows.write(
          Transitions.later(
              row,
              row.state(),
              soon.isBefore(settled) ? soon : settled,
              (row.attempts() == 0
                      ? "may have been filed before the restore"
                      : "attempt " + row.attempts() + " has no answer")
                  + "; not found yet, looked for until "
                  + settled));
    }
  }

  /** A search that the tracker refuses says something of this row only, anything else of all. */
  private void couldNotLook(TicketEntry row, TrackerException e) {
    Instant now = clock.instant();
    boolean ofThisRow = e.outcome() == Outcome.REFUSED;
    if (!ofThisRow) {
      pause.after(e, now);
    }
    rows.write(
        Transitions.later(
            row,
            row.state(),
            ofThisRow ? now.plus(REFUSED_SEARCH) : row.dueAt(),
            "could not look for it: " + e.getMessage()));
  }

  /** To be called only where no create is out any more: what is, has a ticket to be linked. */
  private void send(Claim claim, Incident incident) {
    TicketEntry row = claim.row();
    if (row.act().kind() == TicketAct.Kind.UMBRELLA) {
      send(claim, incident, umbrellas.draft(row));
      return;
    }
    if (incident.state() == Incident.State.CLOSED) {
      timeline.refused(row, CLOSED_BEFORE);
      rows.write(Transitions.refused(row, CLOSED_BEFORE));
      return;
    }
    Instant now = clock.instant();
    Mute mute = incident.mute();
    if (mute != null && incident.mutedAt(now)) {
      rows.write(
          Transitions.later(
              row,
              EffectState.INTENT,
              lookAgain(mute, now),
              "muted by " + mute.by() + ": " + mute.reason()));
      return;
    }
    if (!rows.outOfTime(claim, row) && storm.mayFile(row, incident)) {
      send(claim, incident, drafts.of(incident));
    }
  }

  private void send(Claim claim, Incident incident, TicketDraft draft) {
    TicketEntry row = claim.row();
    TicketEntry sent = Transitions.sent(row, clock.instant());
    if (rows.outOfTime(claim, row) || !rows.write(sent)) {
      return;
    }
    // Writing took time too: whoever takes over counts from the lease's end.
    if (rows.outOfTime(claim, row)) {
      return;
    }
    Ticket ticket;
    try {
      ticket = tracker.file(draft, claim.sendBy());
      pause.worked();
    } catch (TrackerException e) {
      failed(sent, e);
      return;
    }
    counts.add(Event.FILED);
    confirm(sent, incident, ticket, "attempt " + sent.attempts() + " was answered");
  }

  /** Before the end that was planned, as whoever muted it may unmute it. */
  static Instant lookAgain(Mute mute, Instant now) {
    Instant soon = now.plus(MUTED_LOOK);
    return soon.isBefore(mute.until()) ? soon : mute.until();
  }

  private void failed(TicketEntry sent, TrackerException e) {
    Instant now = clock.instant();
    String said = String.valueOf(e.getMessage());
    switch (e.outcome()) {
      case NOT_NOW -> {
        counts.add(Event.NOT_NOW);
        pause.after(e, now);
        // Due as before: the pause holds all rows back, and afterwards they come in their order.
        rows.write(Transitions.later(sent, EffectState.INTENT, sent.dueAt(), said));
      }
      case UNKNOWN -> {
        counts.add(Event.UNKNOWN);
        rows.write(
            Transitions.later(
                sent,
                EffectState.UNKNOWN,
                now.plus(times.lookAgain()),
                said + "; looked for first"));
      }
      case REFUSED -> {
        counts.add(Event.REFUSED);
        timeline.refused(sent, said);
        rows.write(Transitions.refused(sent, said));
      }
    }
  }

  /** Links first: a crash in between leaves an open row, and linking again changes nothing. */
  private void confirm(TicketEntry row, Incident incident, Ticket ticket, String because) {
    timeline.filed(row, ticket, because);
    if (rows.write(Transitions.confirmed(row, ticket, because))
        && row.act().kind() == TicketAct.Kind.FILE) {
      whenFiled.accept(incident, ticket);
    }
  }
}
