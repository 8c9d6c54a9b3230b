package io.tocsin.collector.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which span was active on a thread at a time: of those inside each other, the innermost. */
final class SpanIndex {
  /** Spans that began later and are over are passed over, at most so many. */
  private static final int MAX_STEPS = 256;

  private final Map<Long, List<ChunkEvents.SpanEvent>> byThread = new HashMap<>();

  SpanIndex(List<ChunkEvents.SpanEvent> spans) {
    for (ChunkEvents.SpanEvent span : spans) {
      byThread.computeIfAbsent(span.thread(), absent -> new ArrayList<>()).add(span);
    }
    for (List<ChunkEvents.SpanEvent> ofThread : byThread.values()) {
      // Of two that begin together the longer one is outside.
      ofThread.sort(
          Comparator.comparingLong(ChunkEvents.SpanEvent::start)
              .thenComparing(ChunkEvents.SpanEvent::end, Comparator.reverseOrder()));
    }
  }

  @Nullable SpanTag at(long thread, long time) {
    List<ChunkEvents.SpanEvent> spans = byThread.getOrDefault(thread, List.of());
    int last = lastStartedBy(spans, time);
    for (int i = last; i >= 0 && i > last - MAX_STEPS; i--) {
      if (spans.get(i).end() > time) {
        return spans.get(i).tag();
      }
    }
    return null;
  }

  private static int lastStartedBy(List<ChunkEvents.SpanEvent> spans, long time) {
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).start() <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
