package io.tocsin.bot.detector.latency;

import io.tocsin.model.metric.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of requests, and of what was thought of them. */
final class Counts {
  final LongAdder watched = new LongAdder();
  final LongAdder late = new LongAdder();
  final LongAdder loadTest = new LongAdder();
  final LongAdder overflow = new LongAdder();
  final LongAdder windows = new LongAdder();
  final LongAdder waited = new LongAdder();

  List<Sample> samples() {
    String requests = "tocsin_latency_requests_total";
    String help = "Requests seen by the latency detector, by what became of them.";
    return List.of(
        Sample.counter(requests, help, Map.of("outcome", "watched"), watched.sum()),
        Sample.counter(requests, help, Map.of("outcome", "late"), late.sum()),
        Sample.counter(requests, help, Map.of("outcome", "load_test"), loadTest.sum()),
        Sample.counter(requests, help, Map.of("outcome", "too_many_endpoints"), overflow.sum()),
        Sample.counter(
            "tocsin_latency_windows_total", "Latency windows written.", Map.of(), windows.sum()),
        Sample.counter(
            "tocsin_latency_waited_total",
            "Slowdowns not told because what the endpoint calls is slow.",
            Map.of(),
            waited.sum()));
  }
}
