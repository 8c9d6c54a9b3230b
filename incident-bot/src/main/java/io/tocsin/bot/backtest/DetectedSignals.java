package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalHistory;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The signals that detectors make of stored records when they are shown them again, those of one
 * batch of the log together. Only errors are read, and by the time at which they happened: a page
 * is put into the order in which it was observed.
 */
public final class DetectedSignals implements SignalHistory {
  private final TelemetrySearch telemetry;
  private final List<Detector> detectors;

  /**
   * @param detectors that need no more than records of severity ERROR and above
   */
  public DetectedSignals(TelemetrySearch telemetry, List<Detector> detectors) {
    this.telemetry = telemetry;
    this.detectors = List.copyOf(detectors);
  }

  @Override
  public void replay(TenantId tenant, Instant from, Instant to, Predicate<List<Signal>> next) {
    @Nullable String cursor = null;
    do {
      Page<LogRecord> page = telemetry.logs(query(tenant, from, to, cursor));
      cursor = page.next();
      if (!next.test(signals(page.items()))) {
        return;
      }
    } while (cursor != null);
  }

  private static TelemetryQuery query(
      TenantId tenant, Instant from, Instant to, @Nullable String cursor) {
    return new TelemetryQuery(
        tenant,
        from,
        to,
        null,
        List.of(),
        null,
        null,
        null,
        Severity.ERROR,
        null,
        TelemetryQuery.Order.OLDEST_FIRST,
        cursor,
        TelemetryQuery.MAX_LIMIT);
  }

  private record Batch(long epoch, Position position) {
    static Batch of(LogRecord record) {
      return new Batch(record.id().epoch(), record.id().position());
    }
  }

  private List<Signal> signals(List<LogRecord> records) {
    Map<Batch, List<LogRecord>> batches = new LinkedHashMap<>();
    records.forEach(
        record -> batches.computeIfAbsent(Batch.of(record), b -> new ArrayList<>()).add(record));
    List<Signal> signals = new ArrayList<>();
    batches.forEach((batch, logs) -> {
      Observation observation = new Observation(batch.epoch(), batch.position(), logs, List.of());
      detectors.forEach(detector -> signals.addAll(detector.detect(observation)));
    });
    signals.sort(Comparator.comparingLong(Signal::observedNanos));
    return signals;
  }
}
