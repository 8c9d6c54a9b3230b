package io.tocsin.web.api;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nouns as JSON objects. Absent values are left out; ciphertext never leaves. */
final class Documents {
  private Documents() {}

  static Map<String, Object> of(LogRecord log) {
    Document doc = new Document();
    doc.put("id", log.id().toString());
    doc.put("@timestamp", time(log.eventNanos()));
    doc.put("observed_timestamp", time(log.observedNanos()));
    doc.put("severity", log.severity().name());
    doc.put("service", log.source().service());
    doc.put("service_version", log.source().version());
    doc.put("instance", log.source().instance());
    doc.put("environment", log.source().environment());
    doc.put("site", log.source().site());
    doc.put("trace_id", log.traceId());
    doc.put("span_id", log.spanId());
    doc.put("op_id", log.business().operationId());
    doc.put("tenant_code", log.business().tenantCode());
    doc.put("account_id", token(log.business().account()));
    doc.put("biz_code", log.business().businessCode());
    doc.put("risk_level", log.business().riskLevel());
    bank(doc, log.business());
    doc.put("logger", log.logger());
    doc.put("caller", log.caller());
    doc.put("thread", log.thread());
    doc.put("message", log.message());
    doc.put("template_id", log.templateId());
    doc.put("event_name", log.eventName());
    doc.put("error", error(log.error()));
    doc.put("load_test", log.loadTest() ? true : null);
    doc.put("attributes", log.attributes().isEmpty() ? null : log.attributes());
    return doc.values;
  }

  private static void bank(Document doc, Business business) {
    doc.put("sli", business.sli());
    doc.put("message_ids", business.messageIds().isEmpty() ? null : business.messageIds());
    doc.put("unit", business.unit());
    doc.put("zone", business.zone());
  }

  static Map<String, Object> of(Span span) {
    Document doc = new Document();
    doc.put("id", span.id().toString());
    doc.put("trace_id", span.traceId());
    doc.put("span_id", span.spanId());
    doc.put("parent_span_id", span.parentSpanId());
    doc.put("name", span.name());
    doc.put("kind", span.kind().name());
    doc.put("start", time(span.startNanos()));
    doc.put("end", time(span.endNanos()));
    doc.put("duration_ns", span.endNanos() - span.startNanos());
    doc.put("service", span.source().service());
    doc.put("service_version", span.source().version());
    doc.put("instance", span.source().instance());
    doc.put("environment", span.source().environment());
    doc.put("account_id", token(span.business().account()));
    doc.put("tenant_code", span.business().tenantCode());
    bank(doc, span.business());
    doc.put("load_test", span.loadTest() ? true : null);
    doc.put("thread", span.thread());
    doc.put("failed", span.failed());
    doc.put("error", error(span.error()));
    doc.put("attributes", span.attributes().isEmpty() ? null : span.attributes());
    return doc.values;
  }

  static Map<String, Object> of(Incident incident, String headline, String permalink) {
    Document doc = new Document();
    doc.put("id", incident.name());
    doc.put("uuid", incident.id().toString());
    doc.put("url", permalink);
    doc.put("headline", headline);
    doc.put("kind", incident.facts().kind().name().toLowerCase(Locale.ROOT));
    doc.put("state", incident.state().name());
    doc.put("fault", "F-" + incident.fault().number());
    doc.put("episode", incident.episode());
    doc.put("service", incident.source().service());
    doc.put("service_version", incident.source().version());
    doc.put("last_version", incident.lastVersion());
    doc.put("environment", incident.source().environment());
    doc.put("exception_type", incident.facts().type());
    doc.put("exception_message", incident.facts().message());
    doc.put("error_code", incident.facts().errorCode());
    doc.put("uncaught", incident.facts().uncaught());
    doc.put("operation", incident.facts().operation());
    doc.put(
        "culprit",
        incident.facts().culprit() == null ? null : incident.facts().culprit().toString());
    doc.put("culprit_because", incident.facts().culpritBecause());
    doc.put("opened_at", incident.openedAt());
    doc.put("first_seen", incident.firstSeen());
    doc.put("last_seen", incident.lastSeen());
    doc.put("occurrences", incident.blast().occurrences());
    doc.put("accounts", incident.blast().accounts());
    doc.put("accounts_are_lower_bound", incident.blast().accountsAreLowerBound());
    doc.put("tenant_codes", incident.blast().tenantCodes());
    doc.put("trace_id", incident.traceId());
    doc.put("account_id", incident.account());
    doc.put("owner", owner(incident.owner()));
    doc.put("assignee", incident.assignee());
    doc.put("muted_until", incident.mute() == null ? null : incident.mute().until());
    doc.put("ticket_key", incident.ticketKey() == null ? null : incident.ticketKey().label());
    return doc.values;
  }

  static Map<String, Object> of(TimelineEvent event) {
    Document doc = new Document();
    doc.put("at", event.at());
    doc.put("kind", event.kind().name());
    doc.put("by", event.by());
    doc.put("details", event.details());
    doc.put("because", event.because());
    return doc.values;
  }

  static Map<String, Object> of(LatencyWindow window) {
    Document doc = new Document();
    doc.put("service", window.service());
    doc.put("environment", window.environment());
    doc.put("operation", window.operation());
    doc.put("version", window.version());
    doc.put("revision", window.revision());
    doc.put("start", window.start());
    doc.put("length_s", window.length().toNanos() / 1e9);
    doc.put("count", window.count());
    doc.put("failed", window.failed());
    doc.put("p50_ns", window.p50());
    doc.put("p90_ns", window.p90());
    doc.put("p99_ns", window.p99());
    return doc.values;
  }

  static Map<String, Object> of(LatencyState state) {
    Document doc = new Document();
    doc.put("service", state.service());
    doc.put("environment", state.environment());
    doc.put("operation", state.operation());
    doc.put("version", state.version());
    doc.put("state", state.state().name());
    doc.put("baseline_p90_ns", Double.isNaN(state.baseline()) ? null : state.baseline());
    doc.put("current_p90_ns", Double.isNaN(state.current()) ? null : state.current());
    doc.put("since", state.since());
    doc.put("because", state.because());
    return doc.values;
  }

  /**
   * @param before version that it took over from; null for the first
   */
  static Map<String, Object> of(Release release, @Nullable String before) {
    Document doc = new Document();
    doc.put("service", release.service());
    doc.put("environment", release.environment());
    doc.put("version", release.version());
    doc.put("revision", release.revision());
    doc.put("first_seen", release.firstSeen());
    doc.put("last_seen", release.lastSeen());
    doc.put("before", before);
    return doc.values;
  }

  private static @Nullable Map<String, Object> owner(@Nullable Owner owner) {
    if (owner == null) {
      return null;
    }
    Document doc = new Document();
    doc.put("team", owner.team());
    doc.put("person", owner.person());
    doc.put("because", List.copyOf(owner.because()));
    return doc.values;
  }

  private static @Nullable Map<String, Object> error(@Nullable ErrorInfo error) {
    if (error == null) {
      return null;
    }
    Document doc = new Document();
    doc.put("kind", error.kind() == null ? null : error.kind().name());
    doc.put("code", error.code());
    doc.put("type", error.type());
    doc.put("message", error.message());
    doc.put("stack", error.stack());
    doc.put("retryable", error.retryable());
    doc.put("uncaught", error.uncaught() ? true : null);
    return doc.values;
  }

  private static @Nullable String token(@Nullable AccountRef account) {
    return account == null ? null : account.token();
  }

  private static Instant time(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private static final class Document {
    final Map<String, Object> values = new LinkedHashMap<>();

    void put(String name, @Nullable Object value) {
      if (value != null && !"".equals(value)) {
        values.put(name, value instanceof Instant time ? time.toString() : value);
      }
    }
  }
}
