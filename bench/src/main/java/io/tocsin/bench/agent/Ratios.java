package io.tocsin.bench.agent;

import io.tocsin.bench.measure.Spread;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Each round's figures of a variant over the same round's without an agent. */
final class Ratios {
  private final Map<Variant, List<Figures>> rounds;

  Ratios(Map<Variant, List<Figures>> rounds) {
    this.rounds = new EnumMap<>(rounds);
  }

  boolean has(Variant variant) {
    return rounds.containsKey(variant);
  }

  Spread of(Variant variant, ToDoubleFunction<Figures> figure) {
    List<Figures> with = rounds.getOrDefault(variant, List.of());
    List<Figures> without = rounds.getOrDefault(Variant.NONE, List.of());
    double[] ratios = new double[with.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(with.get(i)) / figure.applyAsDouble(without.get(i));
    }
    return Spread.of(ratios);
  }

  Spread absolute(Variant variant, ToDoubleFunction<Figures> figure) {
    return Spread.of(
        rounds.getOrDefault(variant, List.of()).stream().mapToDouble(figure).toArray());
  }

  /** Medians by key, as {@code --json} gives them. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Variant each : rounds.keySet()) {
      if (each != Variant.NONE) {
        figures.put(each.key() + "_throughput_ratio", of(each, Figures::throughput).median());
        figures.put(each.key() + "_p99_ratio", of(each, Figures::p99Millis).median());
        figures.put(each.key() + "_cpu_ratio", of(each, Figures::cpuMillis).median());
        figures.put(each.key() + "_rss_mib", absolute(each, Figures::residentMebibytes).median());
        figures.put(each.key() + "_startup_ratio", of(each, Figures::startUpMillis).median());
      }
    }
    return figures;
  }
}
