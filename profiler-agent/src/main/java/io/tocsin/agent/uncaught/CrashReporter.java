package io.tocsin.agent.uncaught;

import io.tocsin.agent.config.EvidenceLimits;
import io.tocsin.agent.context.LastContexts;
import io.tocsin.agent.context.Recalled;
import io.tocsin.agent.mdc.LastMdc;
import io.tocsin.agent.mdc.RecalledMdc;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.EventSeverity;
import io.tocsin.agent.otlp.OtlpEvent;
import io.tocsin.agent.send.Outbox;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes a log record of an uncaught exception and puts it into the outbox. Never throws. */
public final class CrashReporter {
  private static final int MAX_KEY_CHARS = 128;
  private static final int MAX_THREAD_NAME_CHARS = 1_024;

  private final EvidenceLimits limits;
  private final LastContexts contexts;
  private final LastMdc mdc;
  private final Outbox outbox;
  private final Notices notices;

  public CrashReporter(
      EvidenceLimits limits, LastContexts contexts, LastMdc mdc, Outbox outbox, Notices notices) {
    this.limits = limits;
    this.contexts = contexts;
    this.mdc = mdc;
    this.outbox = outbox;
    this.notices = notices;
  }

  /**
   * @param thread the dying one, on which this is called; anything else has no context to recall
   */
  void report(Thread thread, Throwable error) {
    try {
      if (outbox.isFull()) {
        outbox.drop();
        return;
      }
      outbox.put(record(thread, error, Instant.now()), null);
    } catch (Throwable e) {
      notices.sayOnce("report", "an uncaught exception could not be reported: " + e);
    }
  }

  /** Makes a record for nothing, so that no class is loaded for the first time in a crash. */
  public void warmUp() {
    record(Thread.currentThread(), new IllegalStateException("warm up"), Instant.now());
  }

  private byte[] record(Thread thread, Throwable error, Instant now) {
    String name = CutText.shorten(thread.getName(), MAX_THREAD_NAME_CHARS);
    OtlpEvent event =
        new OtlpEvent(
            "jvm.exception.uncaught",
            error instanceof Error ? EventSeverity.FATAL : EventSeverity.ERROR,
            now,
            "Exception in thread \""
                + name
                + "\" "
                + StackText.describe(error, limits.messageMaxChars));
    event
        .with("exception.type", error.getClass().getName())
        .with("exception.message", StackText.message(error, limits.messageMaxChars))
        .with("exception.stacktrace", StackText.of(error, limits))
        .with("thread.name", name)
        .with("thread.id", idOf(thread));
    if (thread == Thread.currentThread()) {
      addContext(event);
      addMdc(event);
    }
    if (outbox.dropped() > 0) {
      event.with("tocsin.agent.dropped_total", outbox.dropped());
    }
    return event.encode(now);
  }

  private void addContext(OtlpEvent event) {
    try {
      Recalled span = contexts.recall();
      if (span != null) {
        event.in(span.traceId, span.spanId).with("tocsin.context.age_ms", millis(span.ageNanos));
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      notices.sayOnce("context", "a trace context could not be read: " + e);
    }
  }

  private void addMdc(OtlpEvent event) {
    RecalledMdc recalled = mdc.recall();
    for (Map.Entry<String, String> each : recalled.values.entrySet()) {
      event.with(
          CutText.shorten(each.getKey(), MAX_KEY_CHARS),
          CutText.shorten(each.getValue(), limits.mdcMaxValueChars));
    }
    if (!recalled.values.isEmpty()) {
      event.with("tocsin.mdc.age_ms", millis(recalled.ageNanos));
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  @SuppressWarnings("deprecation") // Its successor threadId() is newer than our bytecode.
  private static long idOf(Thread thread) {
    return thread.getId();
  }
}
