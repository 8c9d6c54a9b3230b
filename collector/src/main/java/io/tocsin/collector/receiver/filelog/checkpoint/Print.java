package io.tocsin.collector.receiver.filelog.checkpoint;

import io.tocsin.collector.text.Slices;

/**
 * By what some bytes of a file are known again.
 *
 * @param length how many bytes; 0 matches everything
 * @param hash the same in every process
 */
public record Print(int length, long hash) {
  public static final Print NONE = new Print(0, 0);
  private static final long SEED = 0x66696c656c6f67L;

  public static Print of(byte[] bytes, int from, int to) {
    return from >= to ? NONE : new Print(to - from, Slices.hash(bytes, from, to, SEED));
  }

  /** Whether the bytes that begin at {@code from} are those of the print. */
  public boolean matches(byte[] bytes, int from, int to) {
    return to - from >= length && equals(of(bytes, from, from + length));
  }
}
