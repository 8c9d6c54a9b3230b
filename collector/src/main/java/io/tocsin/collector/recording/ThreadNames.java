package io.tocsin.collector.recording;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Names of threads, which some programs make of what they work on: {@code order-13812345678}. Long
 * numbers go, and what masks find; {@code http-nio-8080-exec-7} stays. In place, byte for byte.
 * Samples are joined with spans by the thread's number, never by its name.
 */
final class ThreadNames {
  /** Ports have up to five, counters of a pool six; account and phone numbers have more. */
  private static final int LONG_NUMBER = 7;

  private final UnaryOperator<String> mask;

  ThreadNames(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  /** Goes over the name that begins here; true where something was overwritten. */
  boolean screen(JfrBytes in) throws UnreadableRecordingException {
    int start = in.at();
    int limit = start + in.remaining();
    String name = in.text();
    int end = in.at();
    if (name == null || name.isEmpty()) {
      return false;
    }
    String masked = mask.apply(name);
    int encoding = in.bytes()[start];
    if (encoding == JfrBytes.CHARS) {
      return chars(in, start, limit, name, masked);
    }
    Charset charset =
        encoding == JfrBytes.UTF8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    int from = end - lengthOf(in, start, limit);
    boolean changed = longNumbers(in.bytes(), from, end);
    if (!masked.equals(name)) {
      changed = true;
      difference(in.bytes(), from, end, masked.getBytes(charset));
    }
    in.range(end, limit);
    return changed;
  }

  /** Characters of several bytes are overwritten all or none. */
  private static boolean chars(JfrBytes in, int start, int limit, String name, String masked)
      throws UnreadableRecordingException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    boolean found = longNumbers(bytes, 0, bytes.length) || !masked.equals(name);
    if (found) {
      in.range(start, limit);
      in.blankText();
    }
    return found;
  }

  private static int lengthOf(JfrBytes in, int start, int limit)
      throws UnreadableRecordingException {
    in.range(start + 1, limit);
    return in.count();
  }

  private static boolean longNumbers(byte[] bytes, int from, int to) {
    boolean found = false;
    int digits = 0;
    for (int i = from; i <= to; i++) {
      if (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
        digits++;
        continue;
      }
      if (digits >= LONG_NUMBER) {
        Arrays.fill(bytes, i - digits, i, (byte) '*');
        found = true;
      }
      digits = 0;
    }
    return found;
  }

  /** What the mask left at either end stays, all between goes, whatever its length was. */
  private static void difference(byte[] bytes, int from, int to, byte[] masked) {
    int length = Math.min(to - from, masked.length);
    int head = 0;
    while (head < length && same(bytes[from + head], masked[head])) {
      head++;
    }
    int tail = 0;
    while (tail < length - head && same(bytes[to - 1 - tail], masked[masked.length - 1 - tail])) {
      tail++;
    }
    Arrays.fill(bytes, from + head, to - tail, (byte) '*');
  }

  /** A long number is overwritten by now. */
  private static boolean same(byte now, byte masked) {
    return now == masked || now == '*';
  }
}
