package io.tocsin.bot.incident;

import io.tocsin.bot.recurrence.RecurrenceActs;
import io.tocsin.model.Uuid7;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the change that a verdict calls for. */
final class IncidentChanges {
  private static final BlastRadius NOBODY = new BlastRadius(0, 0, 0, false);

  private final RecurrenceActs acts;
  private final InstantSource clock;

  IncidentChanges(RecurrenceActs acts, InstantSource clock) {
    this.acts = acts;
    this.clock = clock;
  }

  /** The row of a new episode, before anybody was asked who owns it. */
  Incident opened(Verdict.Open verdict, FaultRef fault, long number) {
    SignalGroup signals = verdict.signals();
    Signal first = signals.first();
    Instant now = clock.instant();
    TicketKey key =
        first.loadTest()
            ? null
            : TicketKey.of(first.tenant(), first.source().environment(), fault, verdict.episode());
    return new Incident(
        Uuid7.next(clock),
        number,
        first.tenant(),
        fault,
        verdict.episode(),
        Incident.State.OPEN,
        first.source(),
        signals.lastVersion(),
        first.facts(),
        first.sample(),
        first.traceId(),
        first.account(),
        now,
        signals.firstSeen(),
        signals.lastSeen(),
        null,
        null,
        goesOn(verdict.mute(), now) ? verdict.mute() : null,
        key,
        NOBODY,
        0);
  }

  /** What a person decided about an episode holds for the next; rules are asked again. */
  private static boolean goesOn(@Nullable Mute mute, Instant now) {
    return mute != null && mute.rule() == null && now.isBefore(mute.until());
  }

  /**
   * @param earlier the ticket of the episode before, where that has one; else null
   */
  IncidentChange open(Verdict.Open verdict, Incident incident, @Nullable TicketEntry earlier) {
    SignalGroup signals = verdict.signals();
    Signal first = signals.first();
    Instant now = incident.openedAt();
    UUID id = incident.id();
    Map<String, String> seen = new HashMap<>();
    seen.put("type", first.facts().type());
    putIfKnown(seen, "operation", first.facts().operation());
    putIfKnown(seen, "trace", first.traceId());
    putIfKnown(seen, "account", first.account());
    List<TimelineEvent> events = new ArrayList<>();
    events.add(event(id, incident.firstSeen(), Kind.FIRST_SEEN, seen, first.because()));
    Mute mute = incident.mutedAt(now) ? incident.mute() : null;
    String noTicket =
        incident.ticketKey() == null
            ? "; load-test traffic: no ticket"
            : mute == null
                ? ""
                : mute.rule() == null
                    ? "; muted like the episode before: no ticket meanwhile"
                    : "; muted by " + mute.rule() + ": no ticket meanwhile";
    events.add(event(id, now, Kind.OPENED, before(verdict, earlier), verdict.because() + noTicket));
    events.add(ownerEvent(id, now, incident.owner()));
    if (mute != null && mute.rule() != null) {
      events.add(
          new TimelineEvent(
              Uuid7.next(clock),
              id,
              now,
              Kind.MUTED,
              mute.by(),
              Map.of("until", mute.until().toString(), "rule", mute.rule()),
              mute.reason()));
    }
    return new IncidentChange(
        signals.mayHideAccounts() ? incident.withAccountsUntold() : incident,
        events,
        signals.ids(),
        signals.accounts(),
        signals.tenantCodes(),
        signals.count(),
        incident.ticketKey() != null && !incident.mutedAt(now));
  }

  private static Map<String, String> before(Verdict.Open verdict, @Nullable TicketEntry earlier) {
    Incident before = verdict.before();
    if (before == null || earlier == null || earlier.ticketId() == null) {
      return Map.of();
    }
    Map<String, String> details = new HashMap<>();
    details.put("before", before.name());
    details.put("ticket", earlier.ticketId());
    putIfKnown(details, "url", earlier.ticketUrl());
    details.put("ticket_key", earlier.key().label());
    return details;
  }

  IncidentChange reopen(Verdict.Reopen verdict, Incident before) {
    SignalGroup signals = verdict.signals();
    Instant now = clock.instant();
    Incident after =
        before
            .in(Incident.State.OPEN)
            .seen(signals.firstSeen(), signals.lastSeen(), signals.lastVersion());
    return new IncidentChange(
        signals.mayHideAccounts() ? after.withAccountsUntold() : after,
        List.of(event(before.id(), now, Kind.REOPENED, Map.of(), verdict.because())),
        signals.ids(),
        signals.accounts(),
        signals.tenantCodes(),
        signals.count(),
        before.ticketKey() != null && !before.mutedAt(now),
        Stream.concat(
                acts
                    .back(before, verdict.closedAt(), signals.firstSeen(), verdict.because(), now)
                    .stream(),
                acts.recurred(before, now).stream())
            .toList());
  }

  /** {@code told}: whether the timeline gets a line. */
  IncidentChange join(Verdict.Join verdict, Incident before, boolean told) {
    SignalGroup signals = verdict.signals();
    Instant now = clock.instant();
    Incident after =
        verdict.counts()
            ? before.seen(
                signals.firstSeen(),
                signals.lastSeen(),
                // What still comes from old instances says nothing of the newest version.
                before.state() == Incident.State.CLOSED ? null : signals.lastVersion())
            : before;
    if (verdict.counts() && signals.mayHideAccounts()) {
      after = after.withAccountsUntold();
    }
    List<TimelineEvent> events =
        told
            ? List.of(
                event(
                    before.id(),
                    now,
                    Kind.RECURRED,
                    Map.of("count", Long.toString(signals.count())),
                    verdict.because()))
            : List.of();
    boolean needsTicket =
        verdict.counts()
            && after.ticketKey() != null
            && after.state() != Incident.State.CLOSED
            && !after.mutedAt(now);
    return new IncidentChange(
        after,
        events,
        signals.ids(),
        verdict.counts() ? signals.accounts() : Set.of(),
        verdict.counts() ? signals.tenantCodes() : Set.of(),
        verdict.counts() ? signals.count() : 0,
        needsTicket,
        needsTicket && signals.count() > 0 ? acts.recurred(before, now) : List.of());
  }

  private TimelineEvent ownerEvent(UUID incident, Instant at, @Nullable Owner owner) {
    if (owner == null) {
      return event(
          incident, at, Kind.OWNER_UNKNOWN, Map.of(), "no source of ownership names an owner");
    }
    Map<String, String> details = new HashMap<>();
    details.put("team", owner.team());
    putIfKnown(details, "person", owner.person());
    return event(incident, at, Kind.OWNER_FOUND, details, String.join("; ", owner.because()));
  }

  private TimelineEvent event(
      UUID incident, Instant at, Kind kind, Map<String, String> details, String because) {
    return new TimelineEvent(
        Uuid7.next(clock), incident, at, kind, TimelineEvent.TOCSIN, details, because);
  }

  private static void putIfKnown(Map<String, String> details, String key, @Nullable String value) {
    if (value != null) {
      details.put(key, value);
    }
  }
}
