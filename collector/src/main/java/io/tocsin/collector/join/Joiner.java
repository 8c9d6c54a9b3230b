package io.tocsin.collector.join;

import io.tocsin.collector.join.WaitingRoom.Waiting;
import io.tocsin.model.ledger.JoinLine;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Joins batch by batch with what is known so far; nothing waits for it. Records that found nothing
 * are given out again, completed, when a later batch tells. Used by one thread.
 */
public final class Joiner {
  /** Age of a crashed thread's last trace context, as the agent reports it. */
  private static final String CONTEXT_AGE = "tocsin.context.age_ms";

  private static final String NO_TRACE = "no_trace";
  private static final String NO_THREAD = "no_thread";
  private static final String NO_SPAN = "no_span";
  private static final String UNKNOWN_ACCOUNT = "unknown_account";
  private static final String AMBIGUOUS = "ambiguous";
  private static final String STALE_CONTEXT = "stale_context";
  private static final String NO_ROOM = "_no_room";

  /** What waits for spans that end later. */
  public enum Late {
    ERRORS,
    EVERYTHING
  }

  private final JoinConfig config;
  private final Late late;
  private final JoinCounts counts;
  private final OldestFirst<TraceKey, TraceFacts> traces;
  private final OldestFirst<ThreadKey, ThreadSpans> threads;
  private final WaitingRoom errors;
  private final WaitingRoom others;

  /**
   * @param late which records are wanted again when they were completed later
   */
  public Joiner(JoinConfig config, Late late, JoinCounts counts) {
    this.config = config;
    this.late = late;
    this.counts = counts;
    this.traces =
        new OldestFirst<>(
            config.maxTraces(), TraceFacts::lastObservedNanos, () -> counts.evicted("traces"));
    this.threads =
        new OldestFirst<>(
            config.maxThreads(), ThreadSpans::lastObservedNanos, () -> counts.evicted("threads"));
    this.errors = new WaitingRoom(config.maxWaiting(), config.maxWaitingBytes());
    this.others = new WaitingRoom(config.maxWaiting(), config.maxWaitingBytes());
  }

  /**
   * @param nowNanos observed time of the oldest batch read together with this one: lanes are read
   *     one before the other, and the slower must not lose its memory to the faster
   */
  public Joined join(Observation batch, long nowNanos) {
    forget(nowNanos);
    Set<Object> news = new LinkedHashSet<>();
    batch.spans().forEach(span -> learn(span, news));
    batch.logs().forEach(log -> learn(log, news));
    List<LogRecord> lateLogs = new ArrayList<>();
    List<Span> lateSpans = new ArrayList<>();
    for (WaitingRoom room : List.of(errors, others)) {
      for (Object key : news) {
        room.waitingFor(key).forEach(waiting -> again(room, waiting, lateLogs, lateSpans));
      }
    }
    List<LogRecord> logs = batch.logs().stream().map(this::joinLog).toList();
    List<Span> spans = batch.spans().stream().map(this::joinSpan).toList();
    return new Joined(
        new Observation(batch.epoch(), batch.position(), logs, spans), lateLogs, lateSpans);
  }

  private void forget(long nowNanos) {
    traces.forgetBefore(nowNanos - config.window().toNanos());
    threads.forgetBefore(nowNanos - config.window().toNanos());
    for (WaitingRoom room : List.of(errors, others)) {
      room.leaveBefore(nowNanos - config.lateWindow().toNanos())
          .forEach(waiting -> missed(waiting.key, waiting.record, waiting.because));
    }
  }

  private void learn(Span span, Set<Object> news) {
    TraceKey trace = new TraceKey(span.tenant(), span.traceId());
    if (learn(trace, new Joinable.OfSpan(span), "span " + span.spanId())) {
      news.add(trace);
    }
    for (ThreadKey thread : ThreadKey.of(span)) {
      threads.getOrAdd(thread, unused -> new ThreadSpans()).add(span, config.maxSpansPerThread());
      news.add(thread);
    }
  }

  private void learn(LogRecord log, Set<Object> news) {
    if (log.traceId() != null && !isStale(log)) {
      TraceKey trace = new TraceKey(log.tenant(), log.traceId());
      if (learn(trace, new Joinable.OfLog(log), "a log record")) {
        news.add(trace);
      }
    }
  }

  private boolean learn(TraceKey trace, Joinable record, String from) {
    Business said = record.business();
    boolean tells =
        said.account() != null
            || said.tenantCode() != null
            || said.sli() != null
            || !said.messageIds().isEmpty()
            || record.loadTest();
    return tells
        && traces
            .getOrAdd(trace, unused -> new TraceFacts())
            .learn(said, record.loadTest(), record.spanId(), from, record.observedNanos());
  }

  private LogRecord joinLog(LogRecord log) {
    if (log.traceId() != null) {
      counts.trace(log.tenant(), JoinLine.OWN);
      return log(joinAccount(new Joinable.OfLog(log), JoinLine.JOINED));
    }
    ThreadKey thread = ThreadKey.of(log);
    if (thread == null) {
      return missedTrace(log, NO_THREAD);
    }
    Found<LogRecord> traced = byThread(log, thread);
    return switch (traced) {
      case Found.Value<LogRecord>(LogRecord found) -> {
        counts.trace(log.tenant(), JoinLine.JOINED);
        yield log(joinAccount(new Joinable.OfLog(found), JoinLine.JOINED));
      }
      case Found.Ambiguous<LogRecord> none -> missedTrace(log, AMBIGUOUS);
      case Found.Unknown<LogRecord> notYet -> {
        waitFor(thread, new Joinable.OfLog(log), NO_SPAN);
        yield log;
      }
    };
  }

  private Found<LogRecord> byThread(LogRecord log, ThreadKey thread) {
    ThreadSpans spans = threads.get(thread);
    Found<ThreadSpans.Active> active =
        spans == null ? new Found.Unknown<>() : spans.at(log.eventNanos());
    return switch (active) {
      case Found.Value<ThreadSpans.Active>(ThreadSpans.Active span) ->
          new Found.Value<>(
              log.withTrace(
                  span.traceId(),
                  span.spanId(),
                  "span %s was active on thread %s of the same instance at that time"
                      .formatted(span.spanId(), thread.thread())));
      case Found.Ambiguous<ThreadSpans.Active> none -> new Found.Ambiguous<>();
      case Found.Unknown<ThreadSpans.Active> none -> new Found.Unknown<>();
    };
  }

  private Span joinSpan(Span span) {
    return span(joinAccount(new Joinable.OfSpan(span), JoinLine.JOINED));
  }

  /** The record itself where there is nothing to join. */
  private Joinable joinAccount(Joinable record, String outcome) {
    String traceId = record.traceId();
    if (traceId == null) {
      counts.account(record.tenant(), ofAccount(record.business()));
      return record;
    }
    boolean stale = record instanceof Joinable.OfLog(LogRecord log) && isStale(log);
    TraceKey trace = new TraceKey(record.tenant(), traceId);
    TraceFacts facts = stale ? null : traces.get(trace);
    Joinable coded = facts == null ? record : facts.spread(record);
    if (record.business().account() != null) {
      counts.account(record.tenant(), ofAccount(record.business()));
      return coded;
    }
    if (stale) {
      counts.account(record.tenant(), STALE_CONTEXT);
      return record;
    }
    Found<AccountRef> account =
        facts == null ? new Found.Unknown<>() : facts.account(record.spanId());
    switch (account) {
      case Found.Value<AccountRef>(AccountRef found) -> {
        counts.account(record.tenant(), outcome);
        return coded.with(coded.business().withAccount(found));
      }
      case Found.Ambiguous<AccountRef> none -> counts.account(record.tenant(), AMBIGUOUS);
      case Found.Unknown<AccountRef> notYet -> waitFor(trace, coded, UNKNOWN_ACCOUNT);
    }
    return coded;
  }

  private void again(
      WaitingRoom room, Waiting waiting, List<LogRecord> lateLogs, List<Span> lateSpans) {
    Joinable before = waiting.record;
    if (waiting.key instanceof ThreadKey thread
        && before instanceof Joinable.OfLog(LogRecord log)) {
      switch (byThread(log, thread)) {
        case Found.Value<LogRecord>(LogRecord found) -> {
          room.remove(waiting);
          counts.trace(log.tenant(), JoinLine.JOINED_LATE);
          Joinable traced = new Joinable.OfLog(found);
          give(joinAccount(traced, JoinLine.JOINED_LATE), lateLogs, lateSpans);
        }
        case Found.Ambiguous<LogRecord> none -> {
          room.remove(waiting);
          missedTrace(log, AMBIGUOUS);
        }
        case Found.Unknown<LogRecord> notYet -> {}
      }
      return;
    }
    room.remove(waiting);
    Joinable after = joinAccount(before, JoinLine.JOINED_LATE);
    if (!after.equals(before)) {
      give(after, lateLogs, lateSpans);
    }
  }

  private static void give(Joinable joined, List<LogRecord> lateLogs, List<Span> lateSpans) {
    switch (joined) {
      case Joinable.OfLog(LogRecord log) -> lateLogs.add(log);
      case Joinable.OfSpan(Span span) -> lateSpans.add(span);
    }
  }

  private void waitFor(Object key, Joinable record, String because) {
    if (late == Late.ERRORS && !record.isError()) {
      missed(key, record, because);
      return;
    }
    WaitingRoom room = record.isError() ? errors : others;
    room.add(new Waiting(key, record, because))
        .forEach(out -> missed(out.key, out.record, out.because + NO_ROOM));
  }

  private void missed(Object key, Joinable record, String because) {
    if (key instanceof ThreadKey) {
      counts.trace(record.tenant(), because);
      counts.account(record.tenant(), ofAccount(record.business()));
    } else {
      counts.account(record.tenant(), because);
    }
  }

  private LogRecord missedTrace(LogRecord log, String because) {
    counts.trace(log.tenant(), because);
    counts.account(log.tenant(), ofAccount(log.business()));
    return log;
  }

  private static String ofAccount(Business business) {
    return business.account() == null ? NO_TRACE : JoinLine.OWN;
  }

  private boolean isStale(LogRecord log) {
    String age = log.attributes().get(CONTEXT_AGE);
    try {
      return age != null && Long.parseLong(age) > config.maxContextAge().toMillis();
    } catch (NumberFormatException notOurAgent) {
      return false;
    }
  }

  private static LogRecord log(Joinable joined) {
    if (joined instanceof Joinable.OfLog(LogRecord log)) {
      return log;
    }
    throw new IllegalStateException("a log record stays one");
  }

  private static Span span(Joinable joined) {
    if (joined instanceof Joinable.OfSpan(Span span)) {
      return span;
    }
    throw new IllegalStateException("a span stays one");
  }
}
