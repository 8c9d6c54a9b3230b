package io.tocsin.collector.join;

import static io.tocsin.collector.Otlp.attribute;
import static io.tocsin.collector.Otlp.id;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.Entries;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.signal.Observation;

/** A joiner, what it counted, and the telemetry of one instance that it is given. */
abstract class JoinStage {
  static final long SECOND = 1_000_000_000L;
  static final long T0 = 1_795_255_200 * SECOND;
  static final String TRACE = "5b8efff798038103d269b633813fc60c";
  static final String OTHER_TRACE = "5b8efff798038103d269b633813fc60d";
  static final String SPAN = "eee19b7ec3c1b174";
  static final String OTHER_SPAN = "eee19b7ec3c1b175";

  final Entries entries = new Entries();
  final JoinCounts counts = new JoinCounts("store");
  final Joiner joiner = new Joiner(Defaults.JOIN, Joiner.Late.EVERYTHING, counts);

  final long traces(String outcome) {
    return counts.joins(Entries.TENANT).traces().getOrDefault(outcome, 0L);
  }

  final long accounts(String outcome) {
    return counts.joins(Entries.TENANT).accounts().getOrDefault(outcome, 0L);
  }

  final Joined join(Observation batch, long nowNanos) {
    return joiner.join(batch, nowNanos);
  }

  final Observation logs(LogRecord... records) {
    long observed = records[0].getObservedTimeUnixNano();
    return Entries.decode(
        entries.of(
            Otlp.logs(Otlp.resource("ledger", "ledger-1"), records), Math.max(T0, observed)));
  }

  final Observation spans(Span... spans) {
    return Entries.decode(
        entries.of(Otlp.traces(Otlp.resource("ledger", "ledger-1"), spans), T0 + 61 * SECOND));
  }

  static LogRecord log(String trace, String span) {
    return LogRecord.newBuilder().setTraceId(id(trace)).setSpanId(id(span)).build();
  }

  static LogRecord log(String trace, String span, String tokens) {
    return log(trace, span).toBuilder()
        .addAttributes(attribute(TelemetryAttributes.ACCOUNT_TOKENS, tokens))
        .build();
  }

  static LogRecord onThread(long eventNanos) {
    return on("worker-1", eventNanos);
  }

  static LogRecord on(String thread, long eventNanos) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(eventNanos)
        .addAttributes(attribute("thread.name", thread))
        .build();
  }

  static Span span(String trace, String span, String tokens) {
    Span.Builder builder = Span.newBuilder().setTraceId(id(trace)).setSpanId(id(span));
    if (tokens != null) {
      builder
          .addAttributes(attribute(TelemetryAttributes.ACCOUNT_TOKENS, tokens))
          .addAttributes(attribute(TelemetryAttributes.ACCOUNT_BECAUSE, "attribute account_id"))
          .addAttributes(attribute(TelemetryAttributes.TENANT_CODE, "CORP-9"));
    }
    return builder.build();
  }

  static Span onThread(Span span, long startNanos, long endNanos) {
    return on("worker-1", 41, span, startNanos, endNanos);
  }

  static Span on(String thread, int id, Span span, long startNanos, long endNanos) {
    return span.toBuilder()
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(endNanos)
        .addAttributes(attribute("thread.name", thread))
        .addAttributes(attribute("thread.id", id))
        .build();
  }
}
