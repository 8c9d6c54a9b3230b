package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Something to be done in a tracker, effectively once.
 *
 * @param key its identity; of a {@link Kind#FILE} the ticket's
 * @param ticket key of the ticket that it is about
 * @param details by kind, see {@link Kind}
 */
public record TicketAct(Kind kind, TicketKey key, TicketKey ticket, Map<String, String> details) {
  /** How many occurrences were counted before those that are to be told. */
  public static final String OCCURRENCES = "occurrences";

  /** Since when, or when, as an instant. */
  public static final String SINCE = "since";

  /** End of a window, as an instant. */
  public static final String UNTIL = "until";

  public static final String TEAM = "team";

  /** 1 to 4. */
  public static final String PRIORITY = "priority";

  public static final String BECAUSE = "because";

  /** Another ticket's id and address, for people. */
  public static final String OTHER_TICKET = "ticket";

  public static final String OTHER_URL = "url";

  public enum Kind {
    /** The ticket is opened. No details. */
    FILE,
    /** One ticket is opened for many, which came at once. details: team, since */
    UMBRELLA,
    /** An umbrella's text is brought up to date. No details. */
    LIST,
    /**
     * An umbrella is closed once nothing under it needs it. Left to people where one of them
     * touched it. No details.
     */
    OVER,
    /** A comment on what happened in one window. details: occurrences, since, until */
    RECURRENCE,
    /** The fault is back after it was done. details: since, because */
    REOPEN,
    /** It was not seen for long. Left to people where one of them touched it. details: because */
    CLOSE,
    /** It is back, too late for this ticket: a comment names the new one. details: ticket, url */
    SUCCESSOR,
    /** The incident's evidence files are attached. No details. */
    EVIDENCE,
    /** The tracker's own link leads to the incident, see {@link Linking}. No details. */
    LINK,
    /** It is more urgent by now; what people have set stays. details: priority, because */
    PRIORITY;

    /** Those of which a ticket comes. */
    public static final Set<Kind> OPENING = Set.of(FILE, UMBRELLA);

    /** Those that do something to a ticket which is there. */
    public static final Set<Kind> LATER =
        Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(OPENING)));
  }

  public TicketAct {
    details = Map.copyOf(details);
  }

  /**
   * @param hour that its faults came in
   */
  public static TicketAct umbrella(TenantId tenant, String team, Instant hour) {
    TicketKey key = TicketKey.ofUmbrella(tenant, team, hour);
    return new TicketAct(Kind.UMBRELLA, key, key, Map.of(TEAM, team, SINCE, hour.toString()));
  }

  public static TicketAct file(TicketKey ticket) {
    return new TicketAct(Kind.FILE, ticket, ticket, Map.of());
  }

  /**
   * A ticket in place of one that its tracker has no more.
   *
   * @param ticket key of that one
   * @param gone how the tracker called it
   */
  public static TicketAct fileAnew(TicketKey ticket, String gone) {
    return file(TicketKey.ofAct(ticket, Kind.FILE.name(), gone));
  }

  /** The incident's files are attached to its ticket: once, whoever enters it. */
  public static TicketAct evidence(TicketKey ticket) {
    return on(ticket, Kind.EVIDENCE, "first", Map.of());
  }

  /**
   * Another thing to be done to a ticket.
   *
   * @param which tells it from others of its kind on the same ticket: the same one always has the
   *     same key
   */
  public static TicketAct on(
      TicketKey ticket, Kind kind, String which, Map<String, String> details) {
    return new TicketAct(kind, TicketKey.ofAct(ticket, kind.name(), which), ticket, details);
  }
}
