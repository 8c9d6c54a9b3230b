package io.tocsin.collector.ledger;

import io.tocsin.model.TenantId;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.ledger.RecordLedger;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.LogTotals;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Received = stored + dropped + in flight, by tenant, since the log's folder was created. Each side
 * comes from elsewhere: what was received from the log's own count of what it took, what became of
 * it from the books that readers keep in one write with their places in the log. So a line balances
 * after a kill at any moment; a record that a reader passed without saying what became of it shows
 * as {@link LedgerLine#missing}, and one that was lost behind the log's back as dropped, by the gap
 * that it left in the log's count. Safe for many threads.
 */
public final class Ledger implements RecordLedger, MetricSource {
  private final LogTotals log;
  private final Map<String, Book> books = new HashMap<>();
  private final Map<TenantId, Map<String, Long>> door = new TreeMap<>();
  private final Map<TenantId, Map<String, Long>> refused = new TreeMap<>();

  public Ledger(LogTotals log) {
    this.log = log;
  }

  /** A reader begins where its last commit stands, with the book that was kept there. */
  public synchronized void open(String reader, Book committed) {
    if (books.put(reader, committed) == null) {
      committed
          .door()
          .forEach((tenant, reasons) ->
              reasons.forEach((reason, count) -> add(door, tenant, reason, count)));
    }
  }

  /** A reader's commit is durable, and with it this book. */
  public synchronized void settled(String reader, Book committed) {
    books.put(reader, committed);
  }

  /**
   * Acknowledged, and on purpose not written to the log. Kept with the next commit of the reader
   * that asks for {@link #door}; a kill before it makes the ledger forget them, as received and as
   * dropped.
   */
  public synchronized void droppedAtReceipt(TenantId tenant, String reason, long records) {
    add(door, tenant, reason, records);
  }

  /** For one of the books. */
  public synchronized Map<TenantId, Map<String, Long>> door() {
    Map<TenantId, Map<String, Long>> copy = new TreeMap<>();
    door.forEach((tenant, reasons) -> copy.put(tenant, Map.copyOf(reasons)));
    return copy;
  }

  /** One request that was not taken; its sender knows why. */
  public synchronized void refused(TenantId tenant, String reason) {
    add(refused, tenant, reason, 1);
  }

  private static void add(
      Map<TenantId, Map<String, Long>> counts, TenantId tenant, String reason, long count) {
    counts.computeIfAbsent(tenant, unused -> new TreeMap<>()).merge(reason, count, Long::sum);
  }

  @Override
  public List<LedgerLine> lines() {
    Map<TenantId, Line> lines = new TreeMap<>();
    Map<Flow, Long> seen = new TreeMap<>();
    synchronized (this) {
      for (Book book : books.values()) {
        book.seen().forEach((flow, count) -> seen.merge(flow, count, Long::sum));
        book.outcomes().forEach((tenant, outcome) -> line(lines, tenant).add(outcome));
      }
      door.forEach((tenant, reasons) -> line(lines, tenant).addAtDoor(reasons));
      refused.forEach((tenant, reasons) -> line(lines, tenant).refused.putAll(reasons));
    }
    // Looked at last: a reader has seen nothing that was not counted before.
    Map<Flow, Long> taken = new TreeMap<>(log.taken());
    seen.keySet().forEach(flow -> taken.putIfAbsent(flow, 0L));
    taken.forEach((flow, count) ->
        line(lines, flow.tenant()).add(count, count - seen.getOrDefault(flow, 0L)));
    List<LedgerLine> all = new ArrayList<>();
    lines.forEach((tenant, line) -> all.add(line.of(tenant)));
    return all;
  }

  private static Line line(Map<TenantId, Line> lines, TenantId tenant) {
    return lines.computeIfAbsent(tenant, unused -> new Line());
  }

  private static final class Line {
    private long received;
    private long stored;
    private long inFlight;
    private final Map<String, Long> dropped = new TreeMap<>();
    private final Map<String, Long> refused = new TreeMap<>();

    void add(Book.Outcome outcome) {
      received += outcome.uncounted();
      stored += outcome.stored();
      outcome.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
    }

    void addAtDoor(Map<String, Long> reasons) {
      reasons.forEach((reason, count) -> {
        received += count;
        dropped.merge(reason, count, Long::sum);
      });
    }

    void add(long taken, long notSeen) {
      received += taken;
      inFlight += notSeen;
    }

    LedgerLine of(TenantId tenant) {
      return new LedgerLine(tenant, received, stored, dropped, inFlight, refused);
    }
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (LedgerLine line : lines()) {
      Map<String, String> tenant = Map.of("tenant", line.tenant().value());
      samples.add(
          Sample.counter(
              "tocsin_ledger_received_records_total",
              "Records taken since the log was created, and those left out before it.",
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
}
