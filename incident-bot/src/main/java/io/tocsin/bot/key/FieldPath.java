package io.tocsin.bot.key;

import java.util.List;

/**
 * Names fields of a JSON body: names along the way, with a dot between them. {@code *} is any one
 * name or place in a list, {@code **} any number of them: {@code alerts.*.startsAt}, {@code
 * **.sent_at}.
 */
record FieldPath(List<String> steps) {
  private static final String ANY = "*";
  private static final String DEEP = "**";

  FieldPath {
    steps = List.copyOf(steps);
  }

  /**
   * @throws IllegalArgumentException where a step is empty
   */
  static FieldPath of(String text) {
    List<String> steps = List.of(text.split("\\.", -1));
    if (steps.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a step is empty");
    }
    return new FieldPath(steps);
  }

  /** Whether it names what stands at {@code place}. */
  boolean names(List<String> place) {
    return names(0, place, 0);
  }

  private boolean names(int step, List<String> place, int at) {
    if (step == steps.size()) {
      return at == place.size();
    }
    if (steps.get(step).equals(DEEP)) {
      return names(step + 1, place, at) || at < place.size() && names(step, place, at + 1);
    }
    return at < place.size() && fits(step, place.get(at)) && names(step + 1, place, at + 1);
  }

  private boolean fits(int step, String name) {
    return steps.get(step).equals(ANY) || steps.get(step).equals(name);
  }
}
