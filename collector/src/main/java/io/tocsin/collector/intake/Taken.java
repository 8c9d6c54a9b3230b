package io.tocsin.collector.intake;

import java.util.Map;

/**
 * What became of one request.
 *
 * @param records that it held
 * @param duplicates of them that the log had already
 * @param dropped of them on purpose, by reason; their sender is told. What a filter's rule left out
 *     is not among them: to the sender it went well
 */
public record Taken(long records, long duplicates, Map<String, Integer> dropped) {
  public Taken {
    dropped = Map.copyOf(dropped);
  }

  public long droppedInAll() {
    return dropped.values().stream().mapToLong(Integer::longValue).sum();
  }
}
