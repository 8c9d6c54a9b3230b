package io.tocsin.bot.detector.latency;

import io.tocsin.bot.fakes.MemoryLatencies;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Services that export their spans every five seconds to one detector, in passed-in time. */
final class SimulatedHours {
  static final long SECOND = SimulatedService.SECOND;

  final MemoryLatencies stores = new MemoryLatencies();
  LatencyDetector detector = new LatencyDetector(LatencyConfig.defaults(), stores, stores);
  final List<Signal> signals = new ArrayList<>();
  final List<Observation> log = new ArrayList<>();
  private final List<SimulatedService> services = new ArrayList<>();
  long now = 1_800_000_000L * SECOND;
  private long offset;
  boolean keepsLog;

  SimulatedHours with(SimulatedService service) {
    services.add(service);
    return this;
  }

  SimulatedHours pass(Duration time) {
    return pass(time, at -> {});
  }

  /**
   * @param each called before each five seconds, with the time
   */
  SimulatedHours pass(Duration time, LongConsumer each) {
    long end = now + time.toNanos();
    while (now < end) {
      each.accept(now);
      now += 5 * SECOND;
      for (int i = 0; i < services.size(); i++) {
        Position position = new Position(i % 2, offset++);
        List<Span> spans = services.get(i).export(position, now + i * SECOND / 10);
        show(new Observation(1, position, List.of(), spans));
      }
      detector.posted();
    }
    return this;
  }

  void show(Observation batch) {
    if (keepsLog) {
      log.add(batch);
    }
    signals.addAll(detector.detect(batch));
  }

  /** Seconds from then to the first signal. */
  double secondsTo(Signal signal, long fromNanos) {
    return (signal.observedNanos() - fromNanos) / (double) SECOND;
  }
}
