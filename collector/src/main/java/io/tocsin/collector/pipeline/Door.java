package io.tocsin.collector.pipeline;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;

/** Takes out what a sender put under the collector's own names. */
final class Door implements Processor {
  private static final int OURS = 1;

  @Override
  public int roleOf(String key) {
    return TelemetryAttributes.ALL.contains(key) ? OURS : 0;
  }

  @Override
  public void process(BatchCursor batch) {
    int at = 0;
    for (int record = 0; record < batch.records(); record++) {
      around(batch, at, batch.recordNode(record));
      at = batch.next(batch.recordNode(record));
      if (batch.interests(record) != 0) {
        for (int i = batch.keyedFrom(record); i < batch.keyedTo(record); i++) {
          check(batch, batch.keyed(i));
        }
      }
    }
    around(batch, at, batch.size());
  }

  /** Resources, scopes. */
  private static void around(BatchCursor batch, int first, int last) {
    for (int node = first; node < last; node++) {
      check(batch, node);
    }
  }

  private static void check(BatchCursor batch, int node) {
    if (batch.kind(node) == Node.ATTRIBUTE && batch.role(node) == OURS) {
      batch.drop(node);
    }
  }
}
