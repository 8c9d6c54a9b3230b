package io.tocsin.bot.attachment;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spans of the incident's trace as JSON: {@code trace_id}, and {@code spans} in the order of their
 * begin, with ids, name, kind, service, {@code start} as an instant and {@code duration_nanos}.
 */
record TraceFile(TelemetrySearch telemetry, UnaryOperator<String> mask, int maxSpans) {
  private static final Duration AROUND = Duration.ofMinutes(15);
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Empty where there is no trace, or no span of it.
   *
   * @param maxBytes the last spans are left out for it
   */
  byte[] of(Incident incident, int maxBytes) {
    String trace = incident.traceId();
    if (trace == null) {
      return new byte[0];
    }
    Instant seen = incident.firstSeen();
    List<Map<String, Object>> spans =
        telemetry
            .spans(
                TelemetryQuery.ofTrace(
                    incident.tenant(), trace, seen.minus(AROUND), seen.plus(AROUND), maxSpans))
            .items()
            .stream()
            .map(this::json)
            .toList();
    for (int kept = spans.size(); kept > 0; kept /= 2) {
      byte[] bytes = json(trace, spans.subList(0, kept), spans.size() - kept);
      if (bytes.length <= maxBytes) {
        return bytes;
      }
    }
    return new byte[0];
  }

  private static byte[] json(String trace, List<Map<String, Object>> spans, int leftOut) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("trace_id", trace);
    all.put("left_out", leftOut);
    all.put("spans", spans);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
  }

  private Map<String, Object> json(Span span) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("span_id", span.spanId());
    put(json, "parent_span_id", span.parentSpanId());
    json.put("name", mask.apply(span.name()));
    json.put("kind", span.kind().name());
    json.put("service", span.source().service());
    put(json, "version", span.source().version());
    put(json, "instance", span.source().instance());
    json.put("start", Instant.ofEpochSecond(0, span.startNanos()).toString());
    json.put("duration_nanos", span.endNanos() - span.startNanos());
    json.put("failed", span.failed());
    ErrorInfo error = span.error();
    if (error != null) {
      put(json, "error_type", error.type());
      put(json, "error_code", error.code());
      put(json, "error_message", error.message());
    }
    if (span.business().account() != null) {
      json.put("account", Objects.requireNonNull(span.business().account()).token());
    }
    put(json, "tenant_code", span.business().tenantCode());
    Map<String, String> attributes = new TreeMap<>();
    span.attributes().forEach((key, value) -> attributes.put(key, mask.apply(value)));
    json.put("attributes", attributes);
    return json;
  }

  private void put(Map<String, Object> json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, mask.apply(value));
    }
  }
}
