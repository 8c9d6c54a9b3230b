package io.tocsin.agent.send;

import io.tocsin.agent.otlp.OtlpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait to be sent, bounded in number and bytes. At a limit the newest is dropped and
 * counted: of a storm of crashes the first ones tell most. Putting never waits.
 */
public final class Outbox {
  private static final int BATCH_RECORDS = 64;

  private final BlockingQueue<Outgoing> waiting;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong unsettled = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  public Outbox(int maxRecords, long maxBytes) {
    this.waiting = new LinkedBlockingQueue<Outgoing>(maxRecords);
    this.maxBytes = maxBytes;
  }

  /** Asked before a record is made, so that a storm does not pay for records that nobody takes. */
  public boolean isFull() {
    return waiting.remainingCapacity() == 0 || bytes.get() >= maxBytes;
  }

  public boolean put(byte[] record, @Nullable Runnable delivered) {
    return put(record, null, delivered);
  }

  /**
   * @param from what goes around it; null for this JVM's own
   * @param delivered run once the collector has the record; never where it is dropped
   */
  public boolean put(byte[] record, @Nullable OtlpRequest from, @Nullable Runnable delivered) {
    return offer(new Outgoing(record, false, from, delivered));
  }

  /** A whole request, to be sent byte for byte. */
  public boolean putRequest(byte[] request, @Nullable Runnable delivered) {
    return offer(new Outgoing(request, true, null, delivered));
  }

  private boolean offer(Outgoing outgoing) {
    unsettled.incrementAndGet();
    boolean fits = bytes.addAndGet(outgoing.record.length) <= maxBytes;
    if (fits && waiting.offer(outgoing)) {
      return true;
    }
    bytes.addAndGet(-outgoing.record.length);
    unsettled.decrementAndGet();
    dropped.incrementAndGet();
    return false;
  }

  /** Records lost since the start, at a limit or because the collector refused them. */
  public long dropped() {
    return dropped.get();
  }

  /** Counts a record that was not even made. */
  public void drop() {
    dropped.incrementAndGet();
  }

  /** Something waits or is on its way. */
  boolean isUnsettled() {
    return unsettled.get() > 0;
  }

  /** Waits for a record, then takes what else is there. The limits count it until it is settled. */
  List<Outgoing> take() throws InterruptedException {
    List<Outgoing> batch = new ArrayList<Outgoing>();
    batch.add(waiting.take());
    waiting.drainTo(batch, BATCH_RECORDS - 1);
    return batch;
  }

  /** What nobody has taken yet. The limits count it still. */
  List<Outgoing> rest() {
    return new ArrayList<Outgoing>(waiting);
  }

  void settle(List<Outgoing> batch, boolean delivered) {
    for (Outgoing each : batch) {
      bytes.addAndGet(-each.record.length);
    }
    unsettled.addAndGet(-batch.size());
    if (!delivered) {
      dropped.addAndGet(batch.size());
    }
  }
}
