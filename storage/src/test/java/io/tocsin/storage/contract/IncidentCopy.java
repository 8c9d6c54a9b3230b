package io.tocsin.storage.contract;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.telemetry.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An incident with some of its fields changed. */
final class IncidentCopy {
  private final Incident from;
  private int episode;
  private Incident.State state;
  private Source source;
  private FaultFacts facts;
  private Instant lastSeen;
  private @Nullable Owner owner;
  private @Nullable String assignee;
  private @Nullable Mute mute;

  private IncidentCopy(Incident from) {
    this.from = from;
    this.episode = from.episode();
    this.state = from.state();
    this.source = from.source();
    this.facts = from.facts();
    this.lastSeen = from.lastSeen();
    this.owner = from.owner();
    this.assignee = from.assignee();
    this.mute = from.mute();
  }

  static IncidentCopy of(Incident from) {
    return new IncidentCopy(from);
  }

  IncidentCopy episode(int changed) {
    episode = changed;
    return this;
  }

  IncidentCopy state(Incident.State changed) {
    state = changed;
    return this;
  }

  IncidentCopy source(Source changed) {
    source = changed;
    return this;
  }

  IncidentCopy facts(FaultFacts changed) {
    facts = changed;
    return this;
  }

  IncidentCopy lastSeen(Instant changed) {
    lastSeen = changed;
    return this;
  }

  IncidentCopy owner(Owner changed) {
    owner = changed;
    return this;
  }

  IncidentCopy assignee(String changed) {
    assignee = changed;
    return this;
  }

  IncidentCopy mute(Mute changed) {
    mute = changed;
    return this;
  }

  Incident make() {
    return new Incident(
        from.id(),
        from.number(),
        from.tenant(),
        from.fault(),
        episode,
        state,
        source,
        from.lastVersion(),
        facts,
        from.sample(),
        from.traceId(),
        from.account(),
        from.openedAt(),
        from.firstSeen(),
        lastSeen,
        owner,
        assignee,
        mute,
        from.ticketKey(),
        from.blast(),
        from.version());
  }
}
