package io.tocsin.web.alerts;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.mute.Muting;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An alert that fires, with what mutes it.
 *
 * @param by ids of silences, names of rules and of maintenance windows
 */
record MutedAlert(Alert alert, Map<Muting.Kind, Set<String>> by) {
  Set<String> by(Muting.Kind kind) {
    return by.getOrDefault(kind, Set.of());
  }

  boolean isActive() {
    return by.isEmpty();
  }

  /**
   * Silenced by people or by the settings: Alertmanager's API, in the version that amtool knows,
   * has no word for a maintenance window.
   */
  Set<String> silencedBy() {
    Set<String> all = new TreeSet<>(by(Muting.Kind.SILENCE));
    all.addAll(by(Muting.Kind.WINDOW));
    return all;
  }

  Set<String> inhibitedBy() {
    return by(Muting.Kind.INHIBITION);
  }
}
