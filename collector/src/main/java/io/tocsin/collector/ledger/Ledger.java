package io.tocsin.collector.ledger;

import io.tocsin.model.TenantId;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.ledger.RecordLedger;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Double entry for records: every booking moves them from one account to another, so a line
 * balances at every moment, and what was lost or counted twice shows as records that stay in flight
 * (or go below zero) although the store reader has caught up.
 *
 * <p>Counts since the start of this process. Batches that the log holds from before are booked by
 * {@link #recovered} when the store reader gets to them. Safe for many threads.
 */
public final class Ledger implements RecordLedger, MetricSource {
  private final Map<TenantId, Line> lines = new ConcurrentSkipListMap<>();

  private static final class Line {
    private long received;
    private long stored;
    private long inFlight;
    private final Map<String, Long> dropped = new TreeMap<>();
    private final Map<String, Long> refused = new TreeMap<>();
  }

  /** The log has these on disk and the sender knows it. */
  public void accepted(TenantId tenant, long records) {
    Line line = line(tenant);
    synchronized (line) {
      line.received += records;
      line.inFlight += records;
    }
  }

  /** The log holds these from before this process started. */
  public void recovered(TenantId tenant, long records) {
    accepted(tenant, records);
  }

  /** Acknowledged, and on purpose not written to the log. */
  public void droppedAtReceipt(TenantId tenant, String reason, long records) {
    Line line = line(tenant);
    synchronized (line) {
      line.received += records;
      line.dropped.merge(reason, records, Long::sum);
    }
  }

  /** Durable in the document store. */
  public void stored(TenantId tenant, long records) {
    Line line = line(tenant);
    synchronized (line) {
      line.inFlight -= records;
      line.stored += records;
    }
  }

  /** In the log, and given up on by the store reader. */
  public void droppedBehindLog(TenantId tenant, String reason, long records) {
    Line line = line(tenant);
    synchronized (line) {
      line.inFlight -= records;
      line.dropped.merge(reason, records, Long::sum);
    }
  }

  /** One request that was not taken; its sender knows why. */
  public void refused(TenantId tenant, String reason) {
    Line line = line(tenant);
    synchronized (line) {
      line.refused.merge(reason, 1L, Long::sum);
    }
  }

  @Override
  public List<LedgerLine> lines() {
    List<LedgerLine> all = new ArrayList<>();
    lines.forEach((tenant, line) -> {
      synchronized (line) {
        all.add(
            new LedgerLine(
                tenant, line.received, line.stored, line.dropped, line.inFlight, line.refused));
      }
    });
    return all;
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (LedgerLine line : lines()) {
      Map<String, String> tenant = Map.of("tenant", line.tenant().value());
      samples.add(
          Sample.counter(
              "tocsin_ledger_received_records_total",
              "Records acknowledged, or found in the log at the start.",
              tenant,
              line.received()));
      samples.add(
          Sample.counter(
              "tocsin_ledger_stored_records_total",
              "Records durable in the document store.",
              tenant,
              line.stored()));
      samples.add(
          Sample.gauge(
              "tocsin_ledger_in_flight_records",
              "Records durable in the log and not yet in the document store.",
              tenant,
              line.inFlight()));
      line.dropped().forEach((reason, count) -> samples.add(dropped(line, reason, count)));
      line.refused().forEach((reason, count) -> samples.add(refused(line, reason, count)));
    }
    return samples;
  }

  private static Sample dropped(LedgerLine line, String reason, long count) {
    return Sample.counter(
        "tocsin_ledger_dropped_records_total",
        "Records dropped on purpose, by reason.",
        Map.of("tenant", line.tenant().value(), "reason", reason),
        count);
  }

  private static Sample refused(LedgerLine line, String reason, long count) {
    return Sample.counter(
        "tocsin_ledger_refused_requests_total",
        "Requests not taken, by reason; their records are still with the sender.",
        Map.of("tenant", line.tenant().value(), "reason", reason),
        count);
  }

  private Line line(TenantId tenant) {
    return lines.computeIfAbsent(tenant, unused -> new Line());
  }
}
