package io.tocsin.bot.evidence;

import io.tocsin.model.Uuid7;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one look at an incident brought, and what it did not. */
final class Findings {
  private final InstantSource clock;
  private final List<TimelineEvent> events = new ArrayList<>();
  private final List<String> awaited = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();
  private Incident after;
  private boolean decided;

  Findings(Incident before, InstantSource clock) {
    this.after = before;
    this.clock = clock;
  }

  /** The incident with what was found. */
  Incident after() {
    return after;
  }

  /** Details that are null are left out. */
  void tell(Kind kind, Map<String, @Nullable String> details, String because) {
    Map<String, String> known = new HashMap<>();
    details.forEach((key, value) -> {
      if (value != null) {
        known.put(key, value);
      }
    });
    events.add(
        new TimelineEvent(
            Uuid7.next(clock),
            after.id(),
            clock.instant(),
            kind,
            TimelineEvent.TOCSIN,
            known,
            because));
  }

  void culprit(Frame frame, String because) {
    after = after.withFacts(after.facts().withCulprit(frame, because));
    decided = true;
  }

  void owner(Owner owner) {
    after = after.withOwner(owner);
    decided = true;
  }

  /** Not there yet: looked for again until the limit. */
  void await(String what) {
    awaited.add(what);
  }

  /** Not there, and not to come. */
  void absent(String what) {
    absent.add(what);
  }

  boolean isWaiting() {
    return !awaited.isEmpty();
  }

  /** All that was looked for in vain, with the reasons. */
  List<String> missing() {
    List<String> all = new ArrayList<>(awaited);
    all.addAll(absent);
    return all;
  }

  boolean isEmpty() {
    return events.isEmpty() && !decided;
  }

  /** Whether it is more than told: a culprit was named, or an owner. */
  boolean isDecision() {
    return decided;
  }

  List<TimelineEvent> events() {
    return List.copyOf(events);
  }

  IncidentChange change() {
    return new IncidentChange(after, events, List.of(), Set.of(), Set.of(), 0, false);
  }
}
