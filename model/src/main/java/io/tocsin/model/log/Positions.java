package io.tocsin.model.log;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a reader has come: for each partition the offset of the next batch to read. A partition
 * that is absent has not been read at all.
 */
public record Positions(Map<Integer, Long> nextOffsets) {
  public static final Positions NONE = new Positions(Map.of());

  public Positions {
    nextOffsets = Collections.unmodifiableMap(new TreeMap<>(nextOffsets));
  }

  /** These positions with the batch at {@code read} behind them. */
  public Positions after(Position read) {
    TreeMap<Integer, Long> next = new TreeMap<>(nextOffsets);
    next.merge(read.partition(), read.offset() + 1, Math::max);
    return new Positions(next);
  }

  public long next(int partition) {
    return nextOffsets.getOrDefault(partition, 0L);
  }
}
