package io.tocsin.web.incidents;

import io.tocsin.model.Uuid7;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person decides about an incident. Pure: from the row as it is to the change of it. */
sealed interface Decision {
  /** Said where a person gave no reason of their own. */
  String BY_HAND = "decided in the console";

  /** Takes the incident on; who acknowledges is its assignee unless there is one. */
  record Acknowledge() implements Decision {}

  record Assign(String person, String reason) implements Decision {}

  record Silence(Instant until, String reason) implements Decision {}

  /** Ends a silence before its time. */
  record Unmute() implements Decision {}

  record Close(String reason) implements Decision {}

  /** Takes a close back. */
  record Reopen(String reason) implements Decision {}

  /** A ticket of its own at once, for one that waits under an umbrella. */
  record File() implements Decision {}

  /** Verb of the audit journal. */
  default String action() {
    return switch (this) {
      case Acknowledge a -> "incident.acknowledge";
      case Assign a -> "incident.assign";
      case Silence s -> "incident.mute";
      case Unmute u -> "incident.unmute";
      case Close c -> "incident.close";
      case Reopen r -> "incident.reopen";
      case File f -> "incident.file";
    };
  }

  default String because() {
    String reason =
        switch (this) {
          case Acknowledge a -> "";
          case Unmute u -> "";
          case File f -> "";
          case Assign a -> a.reason;
          case Silence s -> s.reason;
          case Close c -> c.reason;
          case Reopen r -> r.reason;
        };
    return reason.isBlank() ? BY_HAND : reason.strip();
  }

  /** Empty where nothing is left to decide: it is so already, or closed and not to be reopened. */
  default Optional<IncidentChange> change(Incident now, String by, InstantSource clock) {
    if ((now.state() == Incident.State.CLOSED) != (this instanceof Reopen)) {
      return Optional.empty();
    }
    Instant at = clock.instant();
    return switch (this) {
      case Acknowledge a ->
          now.state() == Incident.State.ACKNOWLEDGED
              ? Optional.empty()
              : Optional.of(
                  change(
                      with(
                          now,
                          Incident.State.ACKNOWLEDGED,
                          now.assignee() == null ? by : now.assignee(),
                          now.mute()),
                      event(now, at, by, Kind.ACKNOWLEDGED, Map.of(), clock)));
      case Assign a ->
          a.person.equals(now.assignee())
              ? Optional.empty()
              : Optional.of(
                  change(
                      with(now, now.state(), a.person, now.mute()),
                      event(now, at, by, Kind.ASSIGNED, Map.of("person", a.person), clock)));
      case Silence s ->
          Optional.of(
              change(
                  with(now, now.state(), now.assignee(), new Mute(s.until, s.reason.strip(), by)),
                  event(now, at, by, Kind.MUTED, Map.of("until", s.until.toString()), clock)));
      case Unmute u ->
          isMutedByHand(now, at)
              ? Optional.of(
                  change(
                      with(now, now.state(), now.assignee(), null),
                      event(now, at, by, Kind.UNMUTED, Map.of(), clock)))
              : Optional.empty();
      case Reopen r ->
          Optional.of(
              change(
                  with(now, Incident.State.OPEN, now.assignee(), now.mute()),
                  event(now, at, by, Kind.REOPENED, Map.of(), clock)));
      case File f ->
          Optional.of(filing(now, event(now, at, by, Kind.TICKET_WANTED, Map.of(), clock)));
      case Close c ->
          Optional.of(
              change(
                  with(now, Incident.State.CLOSED, now.assignee(), now.mute()),
                  event(now, at, by, Kind.CLOSED, Map.of(), clock)));
    };
  }

  /** A silence, rule or window would mute it again at once: they have an end of their own. */
  private static boolean isMutedByHand(Incident now, Instant at) {
    return now.mute() != null && now.mute().rule() == null && now.mutedAt(at);
  }

  private TimelineEvent event(
      Incident incident,
      Instant at,
      String by,
      Kind kind,
      Map<String, String> details,
      InstantSource clock) {
    return new TimelineEvent(Uuid7.next(clock), incident.id(), at, kind, by, details, because());
  }

  private static IncidentChange change(Incident after, TimelineEvent event) {
    return new IncidentChange(after, List.of(event), List.of(), Set.of(), Set.of(), 0, false);
  }

  private static IncidentChange filing(Incident incident, TimelineEvent event) {
    return new IncidentChange(incident, List.of(event), List.of(), Set.of(), Set.of(), 0, true);
  }

  private static Incident with(
      Incident old, Incident.State state, @Nullable String assignee, @Nullable Mute mute) {
    return new Incident(
        old.id(),
        old.number(),
        old.tenant(),
        old.fault(),
        old.episode(),
        state,
        old.source(),
        old.lastVersion(),
        old.facts(),
        old.sample(),
        old.traceId(),
        old.account(),
        old.openedAt(),
        old.firstSeen(),
        old.lastSeen(),
        old.owner(),
        assignee,
        mute,
        old.ticketKey(),
        old.blast(),
        old.version());
  }
}
