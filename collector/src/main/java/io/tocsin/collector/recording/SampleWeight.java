package io.tocsin.collector.recording;

import io.tocsin.model.profile.ProfileType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a sample counts for, and how much. */
final class SampleWeight {
  /** async-profiler's, where its settings do not say. */
  private static final long DEFAULT_INTERVAL_NANOS = 10_000_000;

  private static final long MAX_NANOS = 24L * 3_600 * 1_000_000_000;
  private static final Pattern PERIOD = Pattern.compile("(\\d{1,6}) ms");

  /** Locks; whoever parks for anything else has nothing to do, rather than to wait for another. */
  private static final Pattern LOCKS =
      Pattern.compile(
          "java/util/concurrent/(?:locks/Reentrant(?:ReadWrite)?Lock|Semaphore|locks/StampedLock).*");

  private final Chunk chunk;
  private final Constants constants;
  private final long intervalNanos;
  private final boolean executionIsCpu;

  SampleWeight(Chunk chunk, Constants constants, ChunkEvents events) {
    this.chunk = chunk;
    this.constants = constants;
    this.intervalNanos = interval(events);
    boolean hasCpuTime =
        events.samples().stream().anyMatch(sample -> sample.kind() == Sample.Kind.CPU_TIME);
    this.executionIsCpu = !hasCpuTime && !"wall".equals(events.setting("event"));
  }

  private static long interval(ChunkEvents events) {
    String interval = events.setting("interval");
    if (interval != null && interval.matches("\\d{1,14}") && Long.parseLong(interval) > 0) {
      return Long.parseLong(interval);
    }
    String period = events.setting("jdk.ExecutionSample#period");
    Matcher millis = PERIOD.matcher(period == null ? "" : period);
    return millis.matches() ? Long.parseLong(millis.group(1)) * 1_000_000 : DEFAULT_INTERVAL_NANOS;
  }

  /** Null for a kind that is not kept. */
  @Nullable ProfileType typeOf(Sample sample) {
    return switch (sample.kind()) {
      case EXECUTION -> executionIsCpu ? ProfileType.CPU : null;
      case CPU_TIME -> ProfileType.CPU;
      case ALLOC_IN_TLAB, ALLOC_OUTSIDE_TLAB, ALLOC_SAMPLE -> ProfileType.ALLOC;
      case MONITOR_ENTER -> ProfileType.LOCK;
      case THREAD_PARK -> isLock(sample.classId()) ? ProfileType.LOCK : null;
      case NOT_RUNNING, WALL_RUNNING, WALL, LIVE_OBJECT, MALLOC -> null;
    };
  }

  private boolean isLock(long classId) {
    String name = constants.className(classId);
    return name != null && LOCKS.matcher(name).matches();
  }

  /** Nanoseconds or bytes; not over a day, lest a hostile one drown all others. */
  long of(Sample sample) {
    return switch (sample.kind()) {
      case EXECUTION -> sample.count() * intervalNanos;
      case CPU_TIME, MONITOR_ENTER, THREAD_PARK ->
          Math.min(MAX_NANOS, chunk.nanos(Math.max(0, sample.value())));
      case ALLOC_IN_TLAB, ALLOC_OUTSIDE_TLAB, ALLOC_SAMPLE ->
          Math.min(1L << 44, Math.max(0, sample.value()));
      case NOT_RUNNING, WALL_RUNNING, WALL, LIVE_OBJECT, MALLOC -> 0;
    };
  }
}
