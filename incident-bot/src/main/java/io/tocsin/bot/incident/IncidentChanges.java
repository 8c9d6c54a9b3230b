package io.tocsin.bot.incident;

import io.tocsin.model.Uuid7;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the change that a verdict calls for. */
final class IncidentChanges {
  private static final BlastRadius NOBODY = new BlastRadius(0, 0, 0, false);

  private final InstantSource clock;

  IncidentChanges(InstantSource clock) {
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
        verdict.mute() != null && now.isBefore(verdict.mute().until()) ? verdict.mute() : null,
        key,
        NOBODY,
        0);
  }

  IncidentChange open(Verdict.Open verdict, Incident incident) {
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
    String noTicket =
        incident.ticketKey() == null
            ? "; load-test traffic: no ticket"
            : incident.mutedAt(now) ? "; muted like the episode before: no ticket meanwhile" : "";
    events.add(event(id, now, Kind.OPENED, Map.of(), verdict.because() + noTicket));
    events.add(ownerEvent(id, now, incident.owner()));
    return new IncidentChange(
        signals.mayHideAccounts() ? incident.withAccountsUntold() : incident,
        events,
        signals.ids(),
        signals.accounts(),
        signals.tenantCodes(),
        signals.count(),
        incident.ticketKey() != null && !incident.mutedAt(now));
  }

  /** {@code told}: whether the timeline gets a line. */
  IncidentChange join(Verdict.Join verdict, boolean told) {
    SignalGroup signals = verdict.signals();
    Incident before = verdict.incident();
    Instant now = clock.instant();
    Incident after =
        verdict.counts()
            ? before.seen(signals.firstSeen(), signals.lastSeen(), signals.lastVersion())
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
        needsTicket);
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
