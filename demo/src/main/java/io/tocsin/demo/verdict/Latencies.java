package io.tocsin.demo.verdict;

import java.util.List;

/**
 * Seconds from a fault to its ticket.
 *
 * @param sorted ascending, not empty
 */
public record Latencies(List<Double> sorted) {
  public Latencies {
    sorted = sorted.stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("latencies of nothing");
    }
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  public double median() {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  public double max() {
    return sorted.getLast();
  }
}
