package io.tocsin.collector.reader;

import io.tocsin.model.log.Positions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Places in the log that a reader has come by, so that it can commit one before which nothing is
 * needed any more. Bounded: past the limit the oldest place goes, and more comes again after a
 * restart than would have to.
 */
final class WayPoints {
  private static final int MAX = 1_000;

  /**
   * @param newestNanos observed time of the newest batch before it
   */
  private record WayPoint(Positions positions, long newestNanos) {}

  private final Deque<WayPoint> points = new ArrayDeque<>();
  private Positions committed = Positions.NONE;
  private long newestNanos = Long.MIN_VALUE;

  void saw(long observedNanos) {
    newestNanos = Math.max(newestNanos, observedNanos);
  }

  /**
   * @param positions all that was read since the beginning, not only since the last place
   */
  void reached(Positions positions) {
    WayPoint last = points.peekLast();
    if (positions.equals(last == null ? committed : last.positions)) {
      return;
    }
    points.addLast(new WayPoint(positions, newestNanos));
    if (points.size() > MAX) {
      points.removeFirst();
    }
  }

  /**
   * The farthest place with only batches before it that were observed before that time; none where
   * it is no farther than at the last call.
   */
  Positions before(long neededNanos) {
    Positions farthest = Positions.NONE;
    while (!points.isEmpty() && points.getFirst().newestNanos < neededNanos) {
      farthest = points.removeFirst().positions;
      committed = farthest;
    }
    return farthest;
  }

  void clear() {
    points.clear();
    committed = Positions.NONE;
    newestNanos = Long.MIN_VALUE;
  }
}
