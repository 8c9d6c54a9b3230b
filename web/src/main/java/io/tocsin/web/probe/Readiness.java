package io.tocsin.web.probe;

import io.tocsin.model.Health;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether a process can do its work.
 *
 * @param text one line; where it is not ready, the names of the parts that are down
 */
public record Readiness(boolean ready, String text) {
  /** Ready when no part is down. */
  public static Readiness of(Map<String, Health> parts) {
    String down =
        parts.entrySet().stream()
            .filter(part -> part.getValue().state() == Health.State.DOWN)
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(", "));
    return down.isEmpty()
        ? new Readiness(true, "ready\n")
        : new Readiness(false, "down: " + down + "\n");
  }
}
