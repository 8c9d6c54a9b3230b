package io.tocsin.collector.processor;

import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.KeyClassifier;

/**
 * Reads a request and registers edits; sees the sender's bytes whatever others have registered.
 * Never blocks, keeps nothing from batch to batch but bounded caches, safe for many threads.
 */
public interface Processor extends KeyClassifier {
  void process(BatchCursor batch);
}
