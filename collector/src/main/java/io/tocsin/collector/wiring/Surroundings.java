package io.tocsin.collector.wiring;

import io.tocsin.collector.pipeline.Pipeline;
import io.tocsin.model.access.IngestTokens;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.SignalStore;
import io.tocsin.model.store.TelemetryStore;
import java.time.InstantSource;
import java.util.List;

/** What the collector needs of the house around it. */
public record Surroundings(
    TelemetryLog log,
    IngestTokens tokens,
    Pipeline pipeline,
    TelemetryStore store,
    SignalStore signals,
    List<Detector> detectors,
    Bell bell,
    InstantSource clock) {
  public Surroundings {
    detectors = List.copyOf(detectors);
  }
}
