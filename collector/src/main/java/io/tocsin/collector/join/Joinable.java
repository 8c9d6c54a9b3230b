package io.tocsin.collector.join;

import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log record or span, as far as joining and sampling are concerned. */
public sealed interface Joinable {
  int FIXED_BYTES = 1_024;

  TenantId tenant();

  @Nullable String traceId();

  @Nullable String spanId();

  Business business();

  long observedNanos();

  /** Errors wait apart from the rest, so that many harmless records do not push them out. */
  boolean isError();

  /** Estimate of the memory it holds: its long texts, two bytes a character, and a fixed part. */
  long bytes();

  /** Coloured traffic. */
  boolean loadTest();

  Joinable with(Business joined);

  Joinable coloured();

  Map<String, String> attributes();

  Joinable with(String attribute, String value);

  private static long bytes(
      long textChars, @Nullable ErrorInfo error, Map<String, String> attributes) {
    long chars = textChars + (error == null || error.stack() == null ? 0 : error.stack().length());
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      chars += attribute.getKey().length() + attribute.getValue().length();
    }
    return FIXED_BYTES + 2 * chars;
  }

  record OfLog(LogRecord log) implements Joinable {
    @Override
    public TenantId tenant() {
      return log.tenant();
    }

    @Override
    public @Nullable String traceId() {
      return log.traceId();
    }

    @Override
    public @Nullable String spanId() {
      return log.spanId();
    }

    @Override
    public Business business() {
      return log.business();
    }

    @Override
    public long observedNanos() {
      return log.observedNanos();
    }

    @Override
    public long bytes() {
      return Joinable.bytes(log.message().length(), log.error(), log.attributes());
    }

    @Override
    public boolean isError() {
      return log.error() != null || log.severity().atLeast(Severity.ERROR);
    }

    @Override
    public boolean loadTest() {
      return log.loadTest();
    }

    @Override
    public OfLog with(Business joined) {
      return new OfLog(log.withBusiness(joined));
    }

    @Override
    public OfLog coloured() {
      return new OfLog(log.withLoadTest());
    }

    @Override
    public Map<String, String> attributes() {
      return log.attributes();
    }

    @Override
    public OfLog with(String attribute, String value) {
      return new OfLog(log.withAttribute(attribute, value));
    }
  }

  record OfSpan(Span span) implements Joinable {
    @Override
    public TenantId tenant() {
      return span.tenant();
    }

    @Override
    public String traceId() {
      return span.traceId();
    }

    @Override
    public String spanId() {
      return span.spanId();
    }

    @Override
    public Business business() {
      return span.business();
    }

    @Override
    public long observedNanos() {
      return span.observedNanos();
    }

    @Override
    public long bytes() {
      return Joinable.bytes(span.name().length(), span.error(), span.attributes());
    }

    @Override
    public boolean isError() {
      return span.error() != null || span.failed();
    }

    @Override
    public boolean loadTest() {
      return span.loadTest();
    }

    @Override
    public OfSpan with(Business joined) {
      return new OfSpan(span.withBusiness(joined));
    }

    @Override
    public OfSpan coloured() {
      return new OfSpan(span.withLoadTest());
    }

    @Override
    public Map<String, String> attributes() {
      return span.attributes();
    }

    @Override
    public OfSpan with(String attribute, String value) {
      return new OfSpan(span.withAttribute(attribute, value));
    }
  }
}
