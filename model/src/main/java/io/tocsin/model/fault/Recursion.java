package io.tocsin.model.fault;

import java.util.ArrayList;
import java.util.List;

/** Repeated runs in a list of frame names. */
final class Recursion {
  /** Longest cycle looked for: mutual recursion over more methods is left as it is. */
  private static final int MAX_PERIOD = 32;

  /** In a StackOverflowError a run at least so long is the recursion that overflowed. */
  private static final int MIN_RUNS = 8;

  private Recursion() {}

  /** Runs of the same name count once. */
  static List<String> withoutRuns(List<String> names) {
    List<String> result = new ArrayList<>(names.size());
    for (String name : names) {
      if (result.isEmpty() || !result.getLast().equals(name)) {
        result.add(name);
      }
    }
    return result;
  }

  /**
   * The cycle that fills a stack that overflowed, starting with its smallest name: where the stack
   * happened to end must not matter. Empty where nothing repeats.
   */
  static List<String> cycle(List<String> names) {
    for (int start = 0; start < Math.min(names.size(), MAX_PERIOD); start++) {
      for (int period = 1; period <= MAX_PERIOD; period++) {
        if (repeats(names, start, period)) {
          return rotated(names.subList(start, start + period));
        }
      }
    }
    return List.of();
  }

  private static boolean repeats(List<String> names, int start, int period) {
    int end = start + period * MIN_RUNS;
    if (end > names.size()) {
      return false;
    }
    for (int i = start + period; i < end; i++) {
      if (!names.get(i).equals(names.get(i - period))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> rotated(List<String> cycle) {
    int smallest = 0;
    for (int i = 1; i < cycle.size(); i++) {
      if (cycle.get(i).compareTo(cycle.get(smallest)) < 0) {
        smallest = i;
      }
    }
    List<String> result = new ArrayList<>(cycle.subList(smallest, cycle.size()));
    result.addAll(cycle.subList(0, smallest));
    return result;
  }
}
