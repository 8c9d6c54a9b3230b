package io.tocsin.web.logs;

import io.tocsin.model.store.SearchField;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.web.page.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One log line as pages draw it: a line, and what opens under it. */
public record LogRow(LogRecord record) {
  /** A named value of the record, under its name in the log document. */
  public record Field(String name, String value) {}

  public Instant time() {
    long nanos = record.eventNanos();
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  public String id() {
    return record.id().toString();
  }

  /** Of the style and the words: "fatal", "error", "warn", "info", "debug", "trace", "none". */
  public String severity() {
    return record.severity() == Severity.UNSPECIFIED
        ? "none"
        : record.severity().name().toLowerCase(Locale.ROOT);
  }

  /** What happened, in a line: the message, or what was thrown. */
  public String headline() {
    String message = record.message().strip();
    if (!message.isEmpty()) {
      return message;
    }
    ErrorInfo error = record.error();
    if (error != null && error.type() != null) {
      return error.message() == null ? error.type() : error.type() + ": " + error.message();
    }
    return record.eventName() == null ? "" : record.eventName();
  }

  public @Nullable String account() {
    return record.business().account() == null ? null : record.business().account().token();
  }

  /** How the record got its account. */
  public @Nullable String accountBecause() {
    return record.business().account() == null ? null : record.business().account().because();
  }

  public boolean revealable() {
    return record.business().account() != null && record.business().account().encrypted() != null;
  }

  public @Nullable String stack() {
    return record.error() == null ? null : record.error().stack();
  }

  /** What the line does not show, in the order of the log document; absent values left out. */
  public List<Field> fields() {
    Fields fields = new Fields();
    fields.put("service", record.source().service());
    fields.put("service_version", record.source().version());
    fields.put("instance", record.source().instance());
    fields.put("environment", record.source().environment());
    fields.put("site", record.source().site());
    fields.put("span_id", record.spanId());
    fields.put("op_id", record.business().operationId());
    fields.put("tenant_code", record.business().tenantCode());
    fields.put("biz_code", record.business().businessCode());
    fields.put("risk_level", record.business().riskLevel());
    fields.put("sli", record.business().sli());
    fields.put("message_id", String.join(", ", record.business().messageIds()));
    fields.put("unit", record.business().unit());
    fields.put("zone", record.business().zone());
    fields.put("template_id", record.templateId());
    fields.put("logger", record.logger());
    fields.put("caller", record.caller());
    fields.put("thread", record.thread());
    fields.put("event_name", record.eventName());
    ErrorInfo error = record.error();
    if (error != null) {
      fields.put("error.kind", error.kind() == null ? null : error.kind().name());
      fields.put("error.code", error.code());
      fields.put("error.type", error.type());
      fields.put("error.message", error.message());
      fields.put(
          "error.retryable", error.retryable() == null ? null : error.retryable().toString());
      fields.put("error.uncaught", error.uncaught() ? "true" : null);
    }
    fields.put("load_test", record.loadTest() ? "true" : null);
    new TreeMap<>(record.attributes()).forEach((k, v) -> fields.put("attributes." + k, v));
    return fields.list;
  }

  /** All lines of the statement that wrote this one; null where none is known. */
  public @Nullable Link sameTemplate() {
    return record.templateId() == null
        ? null
        : Link.to("/logs")
            .and("service", record.source().service())
            .and(SearchField.TEMPLATE_ID.key(), record.templateId())
            .and("range", "7d");
  }

  private static final class Fields {
    final List<Field> list = new ArrayList<>();

    void put(String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        list.add(new Field(name, value));
      }
    }
  }
}
