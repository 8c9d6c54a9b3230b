package io.tocsin.bot.priority;

import io.tocsin.model.incident.Incident;
import java.util.List;

/**
 * The rules of the settings: the path decides first, and the blast radius can only make it more
 * urgent. Pure.
 *
 * @param paths the first that matches decides
 * @param blasts the most urgent that is reached counts
 */
public record Priorities(List<PriorityRule> paths, List<BlastRule> blasts) {
  public Priorities {
    paths = List.copyOf(paths);
    blasts = List.copyOf(blasts);
  }

  public Priority of(Incident incident) {
    Priority most = Priority.of(incident, paths);
    for (BlastRule rule : blasts) {
      String because = rule.reachedBy(incident.blast());
      if (rule.priority() < most.value() && !because.isEmpty()) {
        most = new Priority(rule.priority(), "blast radius: " + because);
      }
    }
    return most;
  }

  /** Whether its blast radius makes it more urgent than its path. */
  boolean raised(Incident incident) {
    return of(incident).value() < Priority.of(incident, paths).value();
  }
}
