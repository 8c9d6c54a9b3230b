package io.tocsin.collector.join;

import io.tocsin.model.signal.Observation;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.util.List;

/**
 * @param observation the batch, with what was known when it came
 * @param lateLogs records of earlier batches that this one completed
 * @param lateSpans spans of earlier batches, likewise
 */
public record Joined(Observation observation, List<LogRecord> lateLogs, List<Span> lateSpans) {
  public Joined {
    lateLogs = List.copyOf(lateLogs);
    lateSpans = List.copyOf(lateSpans);
  }
}
