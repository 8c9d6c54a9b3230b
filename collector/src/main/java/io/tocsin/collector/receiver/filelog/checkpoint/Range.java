package io.tocsin.collector.receiver.filelog.checkpoint;

/**
 * Part of a file that a batch holds.
 *
 * @param file its id
 * @param from offset of the first byte
 * @param end the place behind the last
 */
public record Range(long file, long from, Place end) {
  public long bytes() {
    return end.offset() - from;
  }
}
