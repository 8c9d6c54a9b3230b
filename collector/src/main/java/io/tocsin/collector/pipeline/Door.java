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
    int node = 0;
    int record = 0;
    while (node < batch.size()) {
      if (record < batch.records() && node == batch.recordNode(record)) {
        if (batch.interests(record++) == 0) {
          node = batch.next(node);
          continue;
        }
      }
      if (batch.kind(node) == Node.ATTRIBUTE && batch.role(node) == OURS) {
        batch.drop(node);
        node = batch.next(node);
      } else {
        node++;
      }
    }
  }
}
