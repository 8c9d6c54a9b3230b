package io.tocsin.model.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which fault an alert of another system is a sign of. */
public final class AlertLabels {
  private AlertLabels() {}

  /**
   * One fault a set of labels, whoever sends it.
   *
   * @param notCounted names of labels that do not make another fault
   */
  public static Grouping grouping(Map<String, String> labels, Collection<String> notCounted) {
    List<String> parts = new ArrayList<>(List.of("alert"));
    List<String> because = new ArrayList<>();
    List<String> left = new ArrayList<>();
    new TreeMap<>(labels)
        .forEach((name, value) -> {
          if (notCounted.contains(name)) {
            left.add(name);
          } else {
            parts.add(name);
            parts.add(value);
            because.add("counted: label " + name + "=" + value);
          }
        });
    because.add(
        "not counted: annotations, times and who sends it"
            + (left.isEmpty() ? "" : ", labels " + String.join(", ", left)));
    return Grouping.of(parts, because);
  }
}
