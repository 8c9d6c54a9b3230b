package io.tocsin.collector.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tocsin.collector.intake.RefusedRequestException.Kind;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.pipeline.MalformedBatchException;
import io.tocsin.collector.pipeline.Pipeline;
import io.tocsin.collector.pipeline.Processed;
import io.tocsin.collector.pipeline.TooLargeBatchException;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.Receipt;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every receiver does with a request that it has read and knows the tenant of: mask and split
 * it, put it into the log, book what stays outside. Safe for many threads; blocks until the log is
 * on disk.
 */
public final class Intake implements MetricSource {
  private static final String DUPLICATE = "duplicate";
  static final String NO_METRIC_STORE = "no_store_for_metrics";

  private final Pipeline pipeline;
  private final TelemetryLog log;
  private final Ledger ledger;
  private final ObservedTime time;
  private final boolean metricsAreRead;
  private final CounterFamily masked =
      new CounterFamily(
          "tocsin_masked_values_total", "Values masked before the log, by kind.", "tenant", "kind");
  private final CounterFamily repaired =
      new CounterFamily(
          "tocsin_repaired_batches_total",
          "What the wire form of requests needed before it could be used.",
          "tenant",
          "kind");

  /**
   * @param metricsAreRead whether anybody behind the log wants metrics; otherwise they are counted
   *     as dropped, and their sender is told
   */
  public Intake(
      Pipeline pipeline,
      TelemetryLog log,
      Ledger ledger,
      ObservedTime time,
      boolean metricsAreRead) {
    this.pipeline = pipeline;
    this.log = log;
    this.ledger = ledger;
    this.time = time;
    this.metricsAreRead = metricsAreRead;
  }

  /**
   * Returns when everything is on disk.
   *
   * @param digest of the request as sent, by which a repetition is known
   * @param payload an OTLP Export…ServiceRequest of that kind
   */
  public Taken take(TenantId tenant, TelemetryKind kind, Digest digest, byte[] payload)
      throws RefusedRequestException {
    try {
      return kind == TelemetryKind.METRICS && !metricsAreRead
          ? leaveOut(tenant, payload)
          : keep(tenant, kind, digest, payload);
    } catch (TooLargeBatchException e) {
      throw new RefusedRequestException(Kind.TOO_LARGE, "recording_size", e.because());
    } catch (MalformedBatchException e) {
      throw malformed(e.because());
    } catch (InvalidProtocolBufferException e) {
      throw malformed(e.getMessage());
    } catch (LogRefusedException e) {
      throw refusedByLog(e);
    }
  }

  private Taken keep(TenantId tenant, TelemetryKind kind, Digest digest, byte[] payload)
      throws MalformedBatchException, LogRefusedException {
    Processed processed = pipeline.process(tenant, kind, payload, time.next());
    long duplicates = 0;
    if (!processed.parts().isEmpty()) {
      Receipt receipt = append(new Submission(tenant, digest, processed.parts()));
      long sent = processed.parts().stream().mapToLong(Batch::records).sum();
      duplicates = sent - receipt.records();
    }
    if (duplicates > 0) {
      ledger.droppedAtReceipt(tenant, DUPLICATE, duplicates);
    }
    processed.dropped().forEach((reason, count) -> ledger.droppedAtReceipt(tenant, reason, count));
    processed.filtered().forEach((reason, count) -> ledger.droppedAtReceipt(tenant, reason, count));
    processed.masked().forEach((what, count) -> masked.add(count, tenant.value(), what));
    processed.repaired().forEach((what, count) -> repaired.add(count, tenant.value(), what));
    return new Taken(processed.records(), duplicates, processed.dropped());
  }

  private Taken leaveOut(TenantId tenant, byte[] metrics) throws InvalidProtocolBufferException {
    int dataPoints = DataPoints.in(metrics);
    ledger.droppedAtReceipt(tenant, NO_METRIC_STORE, dataPoints);
    return new Taken(
        dataPoints, 0, dataPoints == 0 ? Map.of() : Map.of(NO_METRIC_STORE, dataPoints));
  }

  /** What processing adds can make a batch of very many small records too large for the log. */
  private Receipt append(Submission submission)
      throws MalformedBatchException, LogRefusedException {
    try {
      return log.append(submission);
    } catch (IllegalArgumentException e) {
      throw new MalformedBatchException(
          "the log cannot hold it (" + e.getMessage() + "); smaller batches will do");
    }
  }

  private static RefusedRequestException malformed(@Nullable String what) {
    return new RefusedRequestException(
        Kind.MALFORMED, "malformed", "body is not an OTLP request: " + what);
  }

  private static RefusedRequestException refusedByLog(LogRefusedException e) {
    String message = "not taken: " + e.getMessage();
    return switch (e.reason()) {
      case FULL -> new RefusedRequestException(Kind.FULL, "log_full", message, e.retryAfter());
      case STORAGE ->
          new RefusedRequestException(Kind.UNAVAILABLE, "log_storage", message, e.retryAfter());
      case CLOSED ->
          new RefusedRequestException(Kind.UNAVAILABLE, "closing", message, e.retryAfter());
    };
  }

  @Override
  public List<Sample> samples() {
    return Stream.of(masked.samples(), repaired.samples(), time.samples())
        .flatMap(List::stream)
        .toList();
  }
}
