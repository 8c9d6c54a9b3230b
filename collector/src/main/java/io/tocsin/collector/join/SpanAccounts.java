package io.tocsin.collector.join;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which span of a trace said which account. Few, of very many traces: two arrays take a tenth of
 * what a map does.
 */
final class SpanAccounts {
  private static final int HEX = 16;
  private static final long[] NO_SPANS = {};
  private static final TraceFacts.Said[] NOTHING = {};

  private long[] spans = NO_SPANS;
  private TraceFacts.Said[] said = NOTHING;
  private int size;

  int size() {
    return size;
  }

  /**
   * True where that span had said nothing before; else the first counts.
   *
   * @param spanId 16 hex digits
   */
  boolean add(String spanId, TraceFacts.Said account) {
    long span = Long.parseUnsignedLong(spanId, HEX);
    if (find(span) >= 0) {
      return false;
    }
    if (size == spans.length) {
      int room = Math.max(2, 2 * size);
      spans = Arrays.copyOf(spans, room);
      said = Arrays.copyOf(said, room);
    }
    spans[size] = span;
    said[size++] = account;
    return true;
  }

  TraceFacts.@Nullable Said get(String spanId) {
    int at = find(Long.parseUnsignedLong(spanId, HEX));
    return at < 0 ? null : said[at];
  }

  private int find(long span) {
    for (int at = 0; at < size; at++) {
      if (spans[at] == span) {
        return at;
      }
    }
    return -1;
  }
}
