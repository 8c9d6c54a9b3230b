package io.tocsin.bot.detector.latency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latencies of one endpoint in one version over the last hour, as steps. */
final class Line {
  /** An hour of ten-second windows: as far back as its own past counts. */
  private static final int MAX_STEPS = 360;

  private static final int LEAST_REQUESTS = 5;

  /** Past that a silent endpoint's requests are too far apart to be one step. */
  private static final int MAX_WINDOWS_A_STEP = 12;

  /** Steps whose latencies are kept apart, so that those of a slowdown stay out of the pool. */
  private static final int APART = 12;

  private static final int POOLED_STEPS = 180;
  private static final double MOSTLY_YOUNG = 0.25;
  private static final double SLOWEST = 0.99;

  private record Recent(long startNanos, Durations durations) {}

  /** Time in which it was slow: no baseline for anything. */
  private record Episode(long fromNanos, long toNanos) {}

  /** A step whose peers have not been asked yet. */
  record Raw(long startNanos, long endNanos, double[] levels, boolean young, Durations durations) {}

  final LineKey key;
  final long firstNanos;
  @Nullable String revision;
  long lastNanos;

  /** Requests above it count as slow, nanoseconds. */
  double slowAbove = Double.POSITIVE_INFINITY;

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Deque<Recent> recent = new ArrayDeque<>();
  private final List<Episode> episodes = new ArrayList<>();
  private final Deque<SlowRequests> slowLately = new ArrayDeque<>();
  private Durations pool = new Durations();
  private Durations olderPool = new Durations();
  private int pooled;
  private Durations pending = new Durations();
  private long pendingSince = -1;
  private long pendingYoung;

  Line(LineKey key, long firstNanos) {
    this.key = key;
    this.firstNanos = firstNanos;
    this.lastNanos = firstNanos;
  }

  /** The step that this window completes; null where it needs more requests. */
  @Nullable Raw add(Window window, Window.Part part) {
    lastNanos = window.startNanos();
    if (part.revision != null) {
      revision = part.revision;
    }
    slowLately.addLast(part.slow);
    if (slowLately.size() > Comparison.MAX_STEPS) {
      slowLately.removeFirst();
    }
    long length = window.endNanos() - window.startNanos();
    if (pendingSince < 0 || window.startNanos() - pendingSince > MAX_WINDOWS_A_STEP * length) {
      pending = new Durations();
      pendingSince = window.startNanos();
      pendingYoung = 0;
    }
    pending.add(part.durations);
    pendingYoung += part.young;
    if (pending.count() < LEAST_REQUESTS) {
      return null;
    }
    double[] levels = new double[Quantile.values().length];
    for (Quantile quantile : Quantile.values()) {
      levels[quantile.ordinal()] = Math.log(pending.quantile(quantile.share));
    }
    boolean young = pendingYoung > MOSTLY_YOUNG * pending.count();
    Raw raw = new Raw(pendingSince, window.endNanos(), levels, young, pending);
    pendingSince = -1;
    return raw;
  }

  void add(Step step, Durations durations) {
    steps.addLast(step);
    if (steps.size() > MAX_STEPS) {
      steps.removeFirst();
    }
    recent.addLast(new Recent(step.startNanos(), durations));
    if (recent.size() > APART) {
      Recent oldest = recent.removeFirst();
      if (!isSlowAt(oldest.startNanos)) {
        pool(oldest.durations);
      }
    }
  }

  private void pool(Durations durations) {
    if (pooled == POOLED_STEPS) {
      olderPool = pool;
      pool = new Durations();
      pooled = 0;
    }
    pool.add(durations);
    pooled++;
  }

  private boolean isSlowAt(long nanos) {
    return episodes.stream().anyMatch(e -> nanos >= e.fromNanos && nanos < e.toNanos);
  }

  /** From then on it is no baseline; the newest episode goes on until {@link #slowUntil}. */
  void slowSince(long fromNanos) {
    episodes.add(new Episode(fromNanos, Long.MAX_VALUE));
  }

  void slowUntil(long toNanos) {
    Episode open = episodes.removeLast();
    episodes.add(new Episode(open.fromNanos, toNanos));
    forgetEpisodesBefore(steps.isEmpty() ? toNanos : steps.getFirst().startNanos());
  }

  /** What was slow is what is usual from now on. */
  void accept() {
    episodes.clear();
  }

  private void forgetEpisodesBefore(long nanos) {
    episodes.removeIf(episode -> episode.toNanos <= nanos);
  }

  /** All steps, the oldest first. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Those that others may be held against: neither slow nor of instances that had just begun. */
  List<Step> usual() {
    return steps.stream().filter(s -> !s.young() && !isSlowAt(s.startNanos())).toList();
  }

  /** Latencies of the newest steps, {@link #APART} at most. */
  Durations newest(int count) {
    Durations all = new Durations();
    recent.stream().skip(Math.max(0, recent.size() - count)).forEach(r -> all.add(r.durations));
    return all;
  }

  /** Latencies of what is usual, but for the newest steps. */
  Durations usualBut(int newest) {
    Durations all = new Durations();
    all.add(olderPool);
    all.add(pool);
    recent.stream()
        .limit(Math.max(0, recent.size() - newest))
        .filter(r -> !isSlowAt(r.startNanos))
        .forEach(r -> all.add(r.durations));
    return all;
  }

  /** The slowest hundredth of what is usual is above it; infinite where that is not known. */
  double slowest(int butNewest) {
    double slowest = usualBut(butNewest).quantile(SLOWEST);
    return Double.isNaN(slowest) ? Double.POSITIVE_INFINITY : slowest;
  }

  /** Slow requests of the newest windows. */
  SlowRequests slowLately(int windows) {
    SlowRequests all = new SlowRequests(Integer.MAX_VALUE);
    slowLately.stream().skip(Math.max(0, slowLately.size() - windows)).forEach(all::add);
    return all;
  }
}
