package io.tocsin.agent.profile;

import io.tocsin.agent.context.ScopeMarks;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import one.profiler.Span;
import org.jspecify.annotations.Nullable;

/**
 * Writes the time that a sampled thread spent in a scope into the recording, with the span's ids in
 * the form of a W3C traceparent. Samples are joined with it by thread and time; of scopes inside
 * each other the shortest counts.
 *
 * <p>Scopes on virtual threads are left out: a recording knows the carrier only, and while one
 * virtual thread waits another may be sampled on its carrier.
 */
final class SampledSpans implements ScopeMarks {
  private final @Nullable Class<?> virtualThread;
  private final @Nullable ThreadLocal<?> lastSample;
  private final int maxPerCut;
  private final AtomicInteger written = new AtomicInteger();

  SampledSpans(int maxPerCut) {
    this.maxPerCut = maxPerCut;
    this.virtualThread = virtualThread();
    this.lastSample = lastSample();
  }

  /** A new recording begins. */
  void reset() {
    written.set(0);
  }

  @Override
  public long enter() {
    if (virtualThread != null && virtualThread.isInstance(Thread.currentThread())) {
      return NONE;
    }
    return Span.start();
  }

  @Override
  public boolean wanted(long mark) {
    if (lastSample == null) {
      return written.get() < maxPerCut;
    }
    ByteBuffer time = (ByteBuffer) lastSample.get();
    return time != null && time.getLong(0) - mark >= 0 && written.get() < maxPerCut;
  }

  @Override
  public void leave(long mark, String traceId, String spanId) {
    if (written.incrementAndGet() <= maxPerCut) {
      Span.endIfProfiled(mark, "00-" + traceId + '-' + spanId + "-01");
    }
  }

  /**
   * Where the profiler notes the time of a thread's last sample. Asking there saves the ids'
   * look-up at each scope that was not sampled, which is nearly every one.
   *
   * @return null where this profiler keeps it elsewhere; then ids are looked up at each scope
   */
  private static @Nullable ThreadLocal<?> lastSample() {
    try {
      Field field = Span.class.getDeclaredField("LOCAL_BUF");
      field.setAccessible(true);
      return (ThreadLocal<?>) field.get(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** The class of all virtual threads; null before JDK 21. */
  private static @Nullable Class<?> virtualThread() {
    try {
      return Class.forName("java.lang.BaseVirtualThread");
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
