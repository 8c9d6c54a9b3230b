package io.tocsin.collector.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which span was active on a thread at a time: of those inside each other, the innermost. */
final class SpanIndex {
  /** Deeper nesting is nobody's program: then no span rather than endless work. */
  private static final int MAX_STEPS = 1_024;

  private final Map<Long, OfThread> byThread = new HashMap<>();

  /**
   * One thread's spans.
   *
   * @param sorted by start; of two that begin together the longer one, which is outside, first
   * @param around for each span the last one before it that had not ended when it began; those
   *     between had, so none of them is active at any time after; -1 for none
   */
  private record OfThread(List<ChunkEvents.SpanEvent> sorted, int[] around) {
    static OfThread of(List<ChunkEvents.SpanEvent> spans) {
      spans.sort(
          Comparator.comparingLong(ChunkEvents.SpanEvent::start)
              .thenComparing(ChunkEvents.SpanEvent::end, Comparator.reverseOrder()));
      int[] around = new int[spans.size()];
      for (int i = 0; i < around.length; i++) {
        int before = i - 1;
        while (before >= 0 && spans.get(before).end() <= spans.get(i).start()) {
          before = around[before];
        }
        around[i] = before;
      }
      return new OfThread(spans, around);
    }

    @Nullable SpanTag at(long time) {
      int span = lastStartedBy(time);
      for (int step = 0; span >= 0 && step < MAX_STEPS; step++) {
        if (sorted.get(span).end() > time) {
          return sorted.get(span).tag();
        }
        span = around[span];
      }
      return null;
    }

    private int lastStartedBy(long time) {
      int low = 0;
      int high = sorted.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted.get(middle).start() <= time) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    }
  }

  SpanIndex(List<ChunkEvents.SpanEvent> spans) {
    Map<Long, List<ChunkEvents.SpanEvent>> apart = new HashMap<>();
    for (ChunkEvents.SpanEvent span : spans) {
      apart.computeIfAbsent(span.thread(), absent -> new ArrayList<>()).add(span);
    }
    apart.forEach((thread, ofThread) -> byThread.put(thread, OfThread.of(ofThread)));
  }

  @Nullable SpanTag at(long thread, long time) {
    OfThread spans = byThread.get(thread);
    return spans == null ? null : spans.at(time);
  }
}
