package io.tocsin.storage.lucene;

import io.tocsin.model.metric.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the document store has done, for metrics. */
final class DocumentCounts {
  private final AtomicLong writtenLogs = new AtomicLong();
  private final AtomicLong writtenSpans = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  void written(int logs, int spans) {
    writtenLogs.addAndGet(logs);
    writtenSpans.addAndGet(spans);
  }

  void failed() {
    failures.incrementAndGet();
  }

  List<Sample> samples(Slices slices) {
    return List.of(
        written("log", writtenLogs.get()),
        written("span", writtenSpans.get()),
        Sample.counter(
            "tocsin_documents_failures_total",
            "Writes and commits that the document store could not do.",
            Map.of(),
            failures.get()),
        Sample.counter(
            "tocsin_documents_set_aside_total",
            "Damaged indexes that the document store moved out of its way.",
            Map.of(),
            slices.setAside()),
        Sample.gauge(
            "tocsin_documents_slices",
            "Indexes in the document store, one for each tenant and day.",
            Map.of(),
            slices.size()));
  }

  private static Sample written(String kind, long count) {
    return Sample.counter(
        "tocsin_documents_written_total",
        "Log records and spans given to the document store, replays included.",
        Map.of("kind", kind),
        count);
  }
}
