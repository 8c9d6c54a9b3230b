package io.tocsin.collector.pipeline;

import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.WireException;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Applies the operator's rules to log records and spans in a pass of their own, and hands what came
 * of it to the pipeline that extracts and masks. So whatever a rule wrote is treated as if the
 * sender had written it. Other kinds pass by.
 */
public final class RulesPipeline implements Pipeline {
  private final List<Processor> rules;
  private final WireLimits limits;
  private final Pipeline next;
  private final ArrayBlockingQueue<BatchCursor> cursors =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  /**
   * @param rules in their order; each leaves alone what one before dropped
   */
  public RulesPipeline(List<? extends Processor> rules, WireLimits limits, Pipeline next) {
    this.rules = List.copyOf(rules);
    this.limits = limits;
    this.next = next;
  }

  @Override
  public Processed process(TenantId tenant, TelemetryKind kind, byte[] payload, long observedNanos)
      throws MalformedBatchException {
    if (kind != TelemetryKind.LOGS && kind != TelemetryKind.TRACES) {
      return next.process(tenant, kind, payload, observedNanos);
    }
    @Nullable BatchCursor free = cursors.poll();
    BatchCursor batch = free == null ? new BatchCursor(rules, limits, RECURSION_LIMIT) : free;
    try {
      batch.open(tenant, kind, payload);
    } catch (WireException e) {
      cursors.offer(batch);
      throw new MalformedBatchException(String.valueOf(e.getMessage()));
    }
    int records = batch.records();
    byte[] kept = rewritten(batch);
    Map<String, Integer> filtered = batch.dropped().counts();
    Map<String, Integer> repaired = batch.repaired().counts();
    cursors.offer(batch);
    Processed rest =
        kept.length == 0 && records > 0
            ? new Processed(List.of(), 0, Map.of(), Map.of(), Map.of())
            : next.process(tenant, kind, kept, observedNanos);
    return new Processed(
        rest.parts(), records, rest.masked(), rest.dropped(), filtered, sum(rest, repaired));
  }

  /** Empty where no record is left. */
  private byte[] rewritten(BatchCursor batch) {
    for (int i = 0; i < rules.size(); i++) {
      batch.turn(i);
      rules.get(i).process(batch);
    }
    int[] partOf = new int[batch.records()];
    int left = 0;
    for (int record = 0; record < partOf.length; record++) {
      partOf[record] = batch.isDropped(record) ? -1 : 0;
      left += partOf[record] + 1;
    }
    batch.settle();
    return left == 0 && partOf.length > 0
        ? new byte[0]
        : batch.write(0, partOf, left == partOf.length);
  }

  private static Map<String, Integer> sum(Processed rest, Map<String, Integer> repaired) {
    if (repaired.isEmpty()) {
      return rest.repaired();
    }
    Map<String, Integer> both = new HashMap<>(repaired);
    rest.repaired().forEach((what, count) -> both.merge(what, count, Integer::sum));
    return both;
  }
}
