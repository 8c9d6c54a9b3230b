package io.tocsin.bot.backtest;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Instant;

/**
 * Something that came from outside of what is played through: what a person decided, what became of
 * a ticket, what was found out later. It happens again, at its time.
 */
record PastDecision(Place place, TimelineEvent event) {
  /** Whether it is one: what the bot itself decides is decided again. */
  static boolean is(TimelineEvent event) {
    boolean byTocsin = event.by().equals(TimelineEvent.TOCSIN);
    return switch (event.kind()) {
      // Whoever closes it: a ticket that was done, an alert that was over, long quiet, a person.
      case CLOSED -> true;
      case REOPENED -> !byTocsin || event.details().containsKey("ticket");
      case MUTED -> !event.details().containsKey("rule");
      case UNMUTED -> !byTocsin;
      case TICKET_WANTED -> true;
      case EVIDENCE_ADDED -> event.details().containsKey("operation");
      default -> false;
    };
  }

  Incident applyTo(Incident incident) {
    return applied(incident, event);
  }

  /** After any event of a timeline. */
  static Incident applied(Incident incident, TimelineEvent event) {
    return switch (event.kind()) {
      case CLOSED -> incident.in(Incident.State.CLOSED);
      case REOPENED -> incident.in(Incident.State.OPEN);
      case MUTED -> incident.withMute(mute(event));
      case UNMUTED -> incident.withMute(null);
      case EVIDENCE_ADDED -> {
        String operation = event.details().get("operation");
        yield operation == null
            ? incident
            : incident.withFacts(incident.facts().withOperation(operation));
      }
      default -> incident;
    };
  }

  private static Mute mute(TimelineEvent event) {
    return new Mute(
        Instant.parse(event.details().getOrDefault("until", event.at().toString())),
        event.because(),
        event.by(),
        event.details().get("rule"));
  }

  /** As it happens to that incident. */
  TimelineEvent told(Incident incident) {
    return new TimelineEvent(
        event.id(),
        incident.id(),
        event.at(),
        event.kind(),
        event.by(),
        event.details(),
        event.because());
  }

  /** Kinds that later decisions look at. */
  static boolean matters(TimelineEvent event) {
    return event.kind() == Kind.CLOSED || event.kind() == Kind.OPENED;
  }
}
