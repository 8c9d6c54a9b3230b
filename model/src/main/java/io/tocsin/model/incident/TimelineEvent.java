package io.tocsin.model.incident;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One line of an incident's history. Told in the reader's language from kind and details; the
 * {@code because} is said as it is.
 *
 * @param at when it happened
 * @param by "tocsin", or the person's name
 * @param details by kind, see {@link Kind}
 */
public record TimelineEvent(
    UUID id,
    UUID incident,
    Instant at,
    Kind kind,
    String by,
    Map<String, String> details,
    String because) {
  public static final String TOCSIN = "tocsin";

  public enum Kind {
    /** details: type, operation, trace, account (the latter three may be absent) */
    FIRST_SEEN,
    /**
     * details, where an earlier incident's ticket was done too long ago to be reopened: before (its
     * name), ticket, url, ticket_key
     */
    OPENED,
    /** details: count */
    RECURRED,
    /** details: team, person (may be absent) */
    OWNER_FOUND,
    OWNER_UNKNOWN,
    /**
     * Known after the incident was opened. details: operation, trace, account (any may be absent)
     */
    EVIDENCE_ADDED,
    /** Of a crash report. details: id, sentence, lines (may be absent) */
    DIAGNOSED,
    /** A recording that covers the moment. details: from, to (instants), type, instance */
    PROFILE_FOUND,
    /**
     * Profiles of before and after were compared. details: type, class, method, file, line (the
     * latter two may be absent), before_share, after_share (of all samples, 0 to 1), before_from,
     * before_to, after_from, after_to (instants), before_version, after_version
     */
    PROFILE_COMPARED,
    /**
     * No profile grew, so a sample request was split over its calls. details: nanos, of_nanos (the
     * whole request), call and calls (how many; absent where it passed in the service itself),
     * computed ("no" where the processor's profile is known not to have grown, else absent)
     */
    WAIT_FOUND,
    /** details: commit (whole), author, subject, file, committed (an instant) */
    SUSPECT_COMMIT,
    /** details: version, revision, before, before_revision (all but the first may be absent) */
    RELEASE_SEEN,
    /** Looked for until the limit and not found; {@code because} says what and why. No details. */
    EVIDENCE_MISSING,
    /** details: ticket, url, attempts, title, priority, person (absent for nobody) */
    TICKET_FILED,
    /** The tracker said never. */
    TICKET_REFUSED,
    /** Too many at once: one ticket names it beside others. details: umbrella (its key), team */
    GATHERED,
    /** A person wants its ticket now, however many its team has had. */
    TICKET_WANTED,
    /**
     * People changed it in its tracker. details: ticket, status (of {@link
     * io.tocsin.model.ticket.Ticket.State}), person (absent for nobody)
     */
    TICKET_CHANGED,
    /** Reopened because the fault is back. details: ticket */
    TICKET_REOPENED,
    /** Closed because the fault was not seen for long. details: ticket */
    TICKET_CLOSED,
    /** It touches so many that its ticket was made more urgent. details: ticket, priority */
    PRIORITY_RAISED,
    ACKNOWLEDGED,
    /** details: person */
    ASSIGNED,
    /** details: until, rule (of {@link Mute}; absent where a person decided) */
    MUTED,
    UNMUTED,
    /** details, where its ticket was closed: ticket, status */
    CLOSED,
    REOPENED
  }

  public TimelineEvent {
    details = Map.copyOf(details);
  }
}
