package io.tocsin.collector.pipeline;

import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.KeyClassifier;
import io.tocsin.collector.wire.WireException;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.TelemetryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs processors over logs, traces and metrics in their wire form. Others are refused here:
 * nothing goes to disk unmasked.
 */
public final class WirePipeline implements Pipeline {
  private static final int DOOR = 0;
  private static final int SORTER = 1;
  private static final int FIRST_PROCESSOR = 2;

  /** What one thread needs while it works; kept, because it grows to the size of the requests. */
  private static final class Desk {
    final BatchCursor batch;
    final int[] counts;
    int[] partOf = {};

    Desk(BatchCursor batch, int parts) {
      this.batch = batch;
      this.counts = new int[parts];
    }
  }

  private final List<Processor> processors;
  private final Door door = new Door();
  private final Sorter sorter;
  private final WireLimits limits;
  private final ArrayBlockingQueue<Desk> desks =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  /**
   * @param processors in their order: those that put attributes of the sender's before the one that
   *     masks
   * @param routes how many routes each lane of the log has
   */
  public WirePipeline(List<Processor> processors, int routes, WireLimits limits) {
    this.processors = List.copyOf(processors);
    this.sorter = new Sorter(routes);
    this.limits = limits;
  }

  @Override
  public Processed process(TenantId tenant, TelemetryKind kind, byte[] payload, long observedNanos)
      throws MalformedBatchException {
    if (kind == TelemetryKind.PROFILES) {
      throw new MalformedBatchException(kind + " cannot be masked yet, so they are not kept");
    }
    Desk desk = takeDesk();
    try {
      desk.batch.open(tenant, kind, payload);
    } catch (WireException e) {
      desks.offer(desk);
      throw new MalformedBatchException(String.valueOf(e.getMessage()));
    }
    Processed processed = process(desk, tenant, kind, observedNanos);
    desks.offer(desk);
    return processed;
  }

  private Desk takeDesk() {
    @Nullable Desk free = desks.poll();
    if (free != null) {
      return free;
    }
    List<KeyClassifier> classifiers = new ArrayList<>();
    classifiers.add(door);
    classifiers.add(sorter);
    classifiers.addAll(processors);
    return new Desk(new BatchCursor(classifiers, limits, RECURSION_LIMIT), sorter.parts());
  }

  private Processed process(Desk desk, TenantId tenant, TelemetryKind kind, long observedNanos) {
    BatchCursor batch = desk.batch;
    batch.turn(DOOR);
    door.process(batch);
    for (int i = 0; i < processors.size(); i++) {
      batch.turn(FIRST_PROCESSOR + i);
      processors.get(i).process(batch);
    }
    batch.turn(SORTER);
    List<Batch> parts = split(desk, tenant, kind, observedNanos);
    return new Processed(
        parts,
        batch.records(),
        batch.masked().counts(),
        batch.dropped().counts(),
        batch.repaired().counts());
  }

  private List<Batch> split(Desk desk, TenantId tenant, TelemetryKind kind, long observedNanos) {
    BatchCursor batch = desk.batch;
    int records = batch.records();
    if (desk.partOf.length < records) {
      desk.partOf = new int[records * 2];
    }
    sorter.sort(batch, desk.partOf);
    java.util.Arrays.fill(desk.counts, 0);
    for (int record = 0; record < records; record++) {
      if (desk.partOf[record] >= 0) {
        desk.counts[desk.partOf[record]]++;
      }
    }
    batch.settle();
    List<Batch> parts = new ArrayList<>();
    for (int part = 0; part < desk.counts.length; part++) {
      int count = desk.counts[part];
      if (count > 0) {
        byte[] payload = batch.write(part, desk.partOf, count == records);
        parts.add(
            new Batch(
                tenant,
                kind,
                sorter.lane(part),
                sorter.route(part),
                count,
                observedNanos,
                payload));
      }
    }
    return parts;
  }
}
