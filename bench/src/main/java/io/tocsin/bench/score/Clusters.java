package io.tocsin.bench.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well a grouping fits the true one, by B-cubed (Bagga and Baldwin, 1998) and by pairs.
 *
 * @param b3 harmonic mean of B-cubed precision and recall
 * @param pair harmonic mean of the precision and recall of pairs in one group
 */
record Clusters(int groups, int truths, double b3, double pair) {
  /**
   * @param predicted group of each item
   * @param truth true group of each, in the same order
   */
  static Clusters of(List<String> predicted, List<String> truth) {
    Map<String, Set<Integer>> groups = members(predicted);
    Map<String, Set<Integer>> truths = members(truth);
    double precision = 0;
    double recall = 0;
    for (int i = 0; i < predicted.size(); i++) {
      Set<Integer> group = groups.getOrDefault(predicted.get(i), Set.of());
      Set<Integer> real = truths.getOrDefault(truth.get(i), Set.of());
      long both = group.stream().filter(real::contains).count();
      precision += (double) both / group.size() / predicted.size();
      recall += (double) both / real.size() / predicted.size();
    }
    Map<String, Set<Integer>> agreed = new HashMap<>();
    for (int i = 0; i < predicted.size(); i++) {
      agreed.computeIfAbsent(predicted.get(i) + '\n' + truth.get(i), k -> new HashSet<>()).add(i);
    }
    double right = pairs(agreed);
    return new Clusters(
        groups.size(),
        truths.size(),
        harmonic(precision, recall),
        harmonic(ratio(right, pairs(groups)), ratio(right, pairs(truths))));
  }

  private static Map<String, Set<Integer>> members(List<String> groups) {
    Map<String, Set<Integer>> members = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      members.computeIfAbsent(groups.get(i), k -> new HashSet<>()).add(i);
    }
    return members;
  }

  private static double pairs(Map<String, Set<Integer>> groups) {
    return groups.values().stream().mapToDouble(g -> g.size() * (g.size() - 1) / 2.0).sum();
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private static double harmonic(double a, double b) {
    return a + b == 0 ? 0 : 2 * a * b / (a + b);
  }
}
