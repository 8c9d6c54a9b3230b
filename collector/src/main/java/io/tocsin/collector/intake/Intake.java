package io.tocsin.collector.intake;

import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.pipeline.MalformedBatchException;
import io.tocsin.collector.pipeline.Pipeline;
import io.tocsin.collector.pipeline.Processed;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every receiver does with a request that it has read and knows the tenant of: mask and split
 * it, put it into the log, book it. Safe for many threads; blocks until the log is on disk.
 */
public final class Intake implements MetricSource {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final String DUPLICATE = "duplicate";

  private final Pipeline pipeline;
  private final TelemetryLog log;
  private final Ledger ledger;
  private final InstantSource clock;
  private final CounterFamily masked =
      new CounterFamily(
          "tocsin_masked_values_total", "Values masked before the log, by kind.", "tenant", "kind");
  private final CounterFamily repaired =
      new CounterFamily(
          "tocsin_repaired_batches_total",
          "What the wire form of requests needed before it could be used.",
          "tenant",
          "kind");

  public Intake(Pipeline pipeline, TelemetryLog log, Ledger ledger, InstantSource clock) {
    this.pipeline = pipeline;
    this.log = log;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Returns when everything is on disk.
   *
   * @param digest of the request as sent, by which a repetition is known
   * @param payload an OTLP Export…ServiceRequest of that kind
   */
  public Taken take(TenantId tenant, TelemetryKind kind, Digest digest, byte[] payload)
      throws MalformedBatchException, LogRefusedException {
    Processed processed = pipeline.process(tenant, kind, payload, observedNanos());
    long duplicates = 0;
    if (!processed.parts().isEmpty()) {
      Receipt receipt = append(new Submission(tenant, digest, processed.parts()));
      ledger.accepted(tenant, receipt.records());
      long sent = processed.parts().stream().mapToLong(Batch::records).sum();
      duplicates = sent - receipt.records();
    }
    if (duplicates > 0) {
      ledger.droppedAtReceipt(tenant, DUPLICATE, duplicates);
    }
    processed.dropped().forEach((reason, count) -> ledger.droppedAtReceipt(tenant, reason, count));
    processed.masked().forEach((what, count) -> masked.add(count, tenant.value(), what));
    processed.repaired().forEach((what, count) -> repaired.add(count, tenant.value(), what));
    return new Taken(processed.records(), duplicates, processed.dropped());
  }

  /** What processing adds can make a batch of very many small records too large for the log. */
  private Receipt append(Submission submission)
      throws MalformedBatchException, LogRefusedException {
    try {
      return log.append(submission);
    } catch (IllegalArgumentException e) {
      throw new MalformedBatchException(
          "the log cannot hold it (" + e.getMessage() + "); smaller batches will do");
    } catch (LogRefusedException e) {
      // Sent again, these count as duplicates.
      ledger.accepted(submission.tenant(), e.recordsKept());
      throw e;
    }
  }

  @Override
  public List<Sample> samples() {
    return Stream.concat(masked.samples().stream(), repaired.samples().stream()).toList();
  }

  private long observedNanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }
}
