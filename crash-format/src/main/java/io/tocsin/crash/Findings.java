package io.tocsin.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects diagnoses; the first of an id counts. */
final class Findings {
  private static final String[] RANKS = {"error_", "warn_", "info_"};

  private final Map<String, Diagnosis> byId = new LinkedHashMap<>();

  void add(String id, String sentence, String advice, List<Line> lines) {
    byId.putIfAbsent(id, new Diagnosis(id, sentence, lines, advice));
  }

  @SafeVarargs
  final void add(String id, String sentence, String advice, Optional<Line>... lines) {
    List<Line> known = new ArrayList<>();
    for (Optional<Line> line : lines) {
      if (line.isPresent()) {
        known.add(line.get());
      }
    }
    add(id, sentence, advice, known);
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  /** Whether there is an error of which the id does not begin so. */
  boolean hasErrorsBeside(String beginning) {
    for (String id : byId.keySet()) {
      if (id.startsWith("error_") && !id.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /** Errors first; within a rank in the order of finding. */
  List<Diagnosis> ranked() {
    List<Diagnosis> ranked = new ArrayList<>();
    for (String rank : RANKS) {
      for (Diagnosis diagnosis : byId.values()) {
        if (diagnosis.id().startsWith(rank)) {
          ranked.add(diagnosis);
        }
      }
    }
    return ranked;
  }
}
