package io.tocsin.collector.text;

import java.util.Arrays;

/** Hash, equality and search over parts of byte arrays. */
public final class Slices {
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  /** Differs from process to process, so that nobody can prepare keys that collide. */
  private static final long SEED = new java.security.SecureRandom().nextLong();

  private Slices() {}

  /** Seeded: not the same in another process. */
  public static long hash(byte[] bytes, int from, int to) {
    return hash(bytes, from, to, SEED);
  }

  /** The same in every process. */
  public static long hash(byte[] bytes, int from, int to, long seed) {
    long hash = seed ^ (to - from) * MULTIPLIER;
    if (to - from < Long.BYTES) {
      long all = 0;
      for (int at = from; at < to; at++) {
        all = all << 8 | bytes[at] & 0xff;
      }
      return mix(hash ^ all);
    }
    int last = to - Long.BYTES;
    for (int at = from; at < last; at += Long.BYTES) {
      hash = mix(hash ^ (long) TextClass.WORD.get(bytes, at));
    }
    return mix(hash ^ (long) TextClass.WORD.get(bytes, last));
  }

  private static long mix(long value) {
    long low = value * MULTIPLIER;
    return low ^ Math.unsignedMultiplyHigh(value, MULTIPLIER) ^ low >>> 29;
  }

  public static boolean equal(byte[] bytes, int from, int to, byte[] other) {
    int length = to - from;
    if (length != other.length) {
      return false;
    }
    if (length < Long.BYTES || length > 2 * Long.BYTES) {
      return Arrays.equals(bytes, from, to, other, 0, length);
    }
    // Most keys and ids are of such a length.
    return (long) TextClass.WORD.get(bytes, from) == (long) TextClass.WORD.get(other, 0)
        && (long) TextClass.WORD.get(bytes, to - Long.BYTES)
            == (long) TextClass.WORD.get(other, length - Long.BYTES);
  }

  public static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    return to - from >= prefix.length
        && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
  }

  /** First place of {@code wanted}, which is not empty, or -1. Looks for its last byte first. */
  public static int find(byte[] bytes, int from, int to, byte[] wanted) {
    int tail = wanted.length - 1;
    byte last = wanted[tail];
    long pattern = (last & 0xff) * TextClass.ONES;
    int at = from + tail;
    while (at < to) {
      if (at + Long.BYTES <= to) {
        long differs = (long) TextClass.WORD.get(bytes, at) ^ pattern;
        long same = differs - TextClass.ONES & ~differs & TextClass.HIGHS;
        if (same == 0) {
          at += Long.BYTES;
          continue;
        }
        at += Long.numberOfTrailingZeros(same) >>> 3;
      } else if (bytes[at] != last) {
        at++;
        continue;
      }
      if (Arrays.equals(bytes, at - tail, at + 1, wanted, 0, wanted.length)) {
        return at - tail;
      }
      at++;
    }
    return -1;
  }
}
