package io.tocsin.collector.reader;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.Health;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every detector on every batch; one that fails is counted and shown, and the others go on. */
final class Detectors {
  private static final Logger LOG = LoggerFactory.getLogger(Detectors.class);

  private final List<Detector> detectors;
  private final RecentTrouble trouble = new RecentTrouble();
  private final CounterFamily failed =
      new CounterFamily(
          "tocsin_detector_failures_total",
          "Batches on which a detector failed; the others saw them all the same.",
          "detector");

  Detectors(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  List<Signal> detect(Observation batch) {
    List<Signal> found = new ArrayList<>();
    for (Detector detector : detectors) {
      try {
        found.addAll(detector.detect(batch));
      } catch (RuntimeException | StackOverflowError e) {
        failed.add(1, detector.name());
        if (trouble.note("detector " + detector.name() + " failed on a batch: " + e)) {
          LOG.error("detector {} failed on batch {}", detector.name(), batch.position(), e);
        }
      }
    }
    return found;
  }

  /** Says that all signals so far are written; returns from when on batches are needed again. */
  long posted() {
    return detectors.stream().mapToLong(Detector::posted).min().orElse(Long.MAX_VALUE);
  }

  Health shownIn(Health health) {
    return trouble.shownIn(health);
  }

  List<Sample> samples() {
    return failed.samples();
  }
}
