package io.tocsin.bot.detector.leak;

import io.tocsin.model.masking.MaskedCounts;
import io.tocsin.model.masking.MaskedLine;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads from records what the collector masked in them. All of it is counted; secrets that a logger
 * writes make one signal for each service, logger and kind of a batch. Reports on dead JVMs are
 * left out: what is in them was not written by the logger that they name.
 */
public final class LeakDetector implements Detector, MetricSource {
  static final String NAME = "leak";
  private static final String ABOUT_A_JVM = "jvm.";

  private final LeakConfig config;
  private final Set<String> secrets;
  private final Set<String> ignored;
  private final MaskedTotals totals;

  public LeakDetector(LeakConfig config) {
    this.config = config;
    this.secrets = Set.copyOf(config.kinds());
    this.ignored = Set.copyOf(config.ignoredLoggers());
    this.totals = new MaskedTotals(config.maxSeries());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Signal> detect(Observation observation) {
    Map<Leaks.Key, Leaks> found = new LinkedHashMap<>();
    for (LogRecord record : observation.logs()) {
      Map<String, Integer> masked = Masked.of(record.attributes().get(Masked.ATTRIBUTE));
      if (!masked.isEmpty()) {
        count(observation, record, masked);
        look(record, masked, found);
      }
    }
    for (Span span : observation.spans()) {
      Map<String, Integer> masked = Masked.of(span.attributes().get(Masked.ATTRIBUTE));
      totals.add(span.tenant(), span.source().service(), MaskedLine.SPANS, masked);
    }
    return found.values().stream()
        .filter(leaks -> leaks.values() >= config.minValues())
        .map(leaks -> leaks.signal(observation))
        .toList();
  }

  /** A record that is shown again, because it has learnt its account, was counted before. */
  private void count(Observation observation, LogRecord record, Map<String, Integer> masked) {
    if (record.id().position().equals(observation.position())) {
      String logger = Leaks.Key.of(record, "").logger();
      totals.add(record.tenant(), record.source().service(), logger, masked);
    }
  }

  private void look(LogRecord record, Map<String, Integer> masked, Map<Leaks.Key, Leaks> found) {
    String event = record.eventName();
    boolean aboutAJvm = event != null && event.startsWith(ABOUT_A_JVM);
    if (aboutAJvm || record.logger() != null && ignored.contains(record.logger())) {
      return;
    }
    masked.forEach((kind, count) -> {
      if (secrets.contains(kind)) {
        found
            .computeIfAbsent(Leaks.Key.of(record, kind), key -> new Leaks(key, record))
            .add(record, count);
      }
    });
  }

  /** For pages. */
  public MaskedCounts counts() {
    return totals;
  }

  @Override
  public List<Sample> samples() {
    return totals.samples();
  }
}
