package io.tocsin.bot.mute;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What matchers see of an incident: the alert's own labels where it comes of one, and {@code
 * service}, {@code environment}, {@code team}, {@code kind}, {@code type}, {@code operation},
 * {@code fault}, {@code incident}; absent ones count as empty.
 */
final class IncidentLabels {
  private IncidentLabels() {}

  static Map<String, String> of(Incident incident) {
    FaultFacts facts = incident.facts();
    Map<String, String> labels = new TreeMap<>(facts.labels());
    Owner owner = incident.owner();
    put(labels, "service", incident.source().service());
    put(labels, "environment", incident.source().environment());
    put(labels, "kind", facts.kind().name().toLowerCase(Locale.ROOT));
    put(labels, "type", facts.type());
    put(labels, "operation", facts.operation());
    put(labels, "fault", "F-" + incident.fault().number());
    put(labels, "incident", incident.name());
    if (owner != null) {
      labels.putIfAbsent("team", owner.team());
    }
    return labels;
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      labels.put(name, value);
    }
  }
}
