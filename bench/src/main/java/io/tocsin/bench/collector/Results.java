package io.tocsin.bench.collector;

import io.tocsin.bench.measure.Spread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures by name, one a round, in the order of their first appearance. */
final class Results {
  private final PrintWriter out;
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

  Results(PrintWriter out) {
    this.out = out;
  }

  /** Says it at once, so that somebody who watches sees how far it is. */
  void add(String name, double value) {
    rounds.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    out.printf(Locale.ROOT, "  %-44s %,14.2f%n", name, value);
    out.flush();
  }

  Spread spread(String name) {
    return Spread.of(
        rounds.getOrDefault(name, List.of()).stream().mapToDouble(value -> value).toArray());
  }

  boolean has(String name) {
    return rounds.containsKey(name);
  }

  /** Round by round, so that a slow minute of the machine slows both. */
  void ratio(String name, String of, String to) {
    List<Double> values = rounds.getOrDefault(of, List.of());
    List<Double> divisors = rounds.getOrDefault(to, List.of());
    for (int i = 0; i < Math.min(values.size(), divisors.size()); i++) {
      rounds
          .computeIfAbsent(name, unused -> new ArrayList<>())
          .add(values.get(i) / divisors.get(i));
    }
  }

  void print() {
    out.printf("%n%-44s %14s %14s %14s%n", "", "median", "least", "most");
    rounds.forEach((name, values) -> {
      Spread spread = spread(name);
      out.printf(
          Locale.ROOT,
          "%-44s %,14.2f %,14.2f %,14.2f%n",
          name,
          spread.median(),
          spread.least(),
          spread.most());
    });
    out.flush();
  }

  /** Medians, in one line. */
  String json() {
    return rounds.keySet().stream()
        .map(name -> String.format(Locale.ROOT, "\"%s\":%.3f", name, spread(name).median()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
