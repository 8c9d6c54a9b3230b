package io.tocsin.model.signal;

import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.util.List;

/** One batch of the log, decoded and joined, as detectors see it. */
public record Observation(long epoch, Position position, List<LogRecord> logs, List<Span> spans) {
  public Observation {
    logs = List.copyOf(logs);
    spans = List.copyOf(spans);
  }
}
