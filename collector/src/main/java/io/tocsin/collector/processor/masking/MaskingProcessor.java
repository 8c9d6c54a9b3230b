package io.tocsin.collector.processor.masking;

import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Masks everything that a sender wrote: bodies, attributes and their keys, events, links, names,
 * resources and scopes, and what other processors took over from the record. Runs last.
 */
public final class MaskingProcessor implements Processor {
  static final int SENSITIVE = WHOLE;

  private final MaskingConfig config;
  private final SensitiveKeys keys;
  private final ArrayBlockingQueue<Masker> free =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  public MaskingProcessor(MaskingConfig config) {
    this.config = config;
    this.keys = new SensitiveKeys(config.keys(), config.keyWords());
  }

  @Override
  public int roleOf(String key) {
    return keys.contains(key) ? SENSITIVE : 0;
  }

  @Override
  public void process(BatchCursor batch) {
    Masker masker = free.poll();
    if (masker == null) {
      masker = new Masker(config, keys);
    }
    masker.mask(batch);
    free.offer(masker);
  }
}
