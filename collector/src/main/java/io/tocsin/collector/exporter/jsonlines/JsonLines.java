package io.tocsin.collector.exporter.jsonlines;

import com.google.gson.stream.JsonWriter;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log record as one line of JSON, flat, under the names of the normalised log document.
 *
 * <p>These keys are on every line, null where unknown: {@code @timestamp, observed_timestamp,
 * level, service, site, trace_id, span_id, op_id, tenant_code, account_id, caller, message,
 * error.code, error.stack}. The others are there where they are known. {@code account_id} is a
 * token, and a list of two while an index key is being rotated.
 */
public final class JsonLines {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private JsonLines() {}

  /** Without the line's end. */
  public static String format(LogRecord record) {
    StringWriter line = new StringWriter(512);
    try (JsonWriter json = new JsonWriter(line)) {
      json.setHtmlSafe(false);
      json.setSerializeNulls(true);
      json.beginObject();
      origin(record, json);
      context(record, json);
      json.name("message").value(record.message());
      known(json, "template_id", record.templateId());
      error(record.error(), json);
      for (var attribute : new TreeMap<>(record.attributes()).entrySet()) {
        json.name("attributes." + attribute.getKey()).value(attribute.getValue());
      }
      known(json, "attributes.event.name", record.eventName());
      known(json, "attributes.load_test", record.loadTest() ? "true" : null);
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return line.toString();
  }

  private static void origin(LogRecord record, JsonWriter json) throws IOException {
    json.name("@timestamp").value(instant(record.eventNanos()));
    json.name("observed_timestamp").value(instant(record.observedNanos()));
    json.name("level").value(record.severity().name());
    json.name("service").value(record.source().service());
    known(json, "instance", record.source().instance());
    known(json, "environment", record.source().environment());
    json.name("site").value(record.source().site());
  }

  private static void context(LogRecord record, JsonWriter json) throws IOException {
    Business business = record.business();
    json.name("trace_id").value(record.traceId());
    json.name("span_id").value(record.spanId());
    json.name("op_id").value(business.operationId());
    json.name("tenant_code").value(business.tenantCode());
    account(business.account(), json);
    known(json, "biz_code", business.businessCode());
    known(json, "risk_level", business.riskLevel());
    known(json, "sli", business.sli());
    for (int i = 0; i < business.messageIds().size(); i++) {
      known(json, "message_id." + i, business.messageIds().get(i));
    }
    known(json, "unit", business.unit());
    known(json, "zone", business.zone());
    known(json, "logger", record.logger());
    json.name("caller").value(record.caller());
    known(json, "thread", record.thread());
  }

  private static void account(@Nullable AccountRef account, JsonWriter json) throws IOException {
    json.name("account_id");
    if (account == null) {
      json.nullValue();
      return;
    }
    if (account.tokens().size() == 1) {
      json.value(account.token());
    } else {
      json.beginArray();
      for (String token : account.tokens()) {
        json.value(token);
      }
      json.endArray();
    }
    known(json, "account_enc", account.encrypted());
  }

  private static void error(@Nullable ErrorInfo error, JsonWriter json) throws IOException {
    if (error == null) {
      json.name("error.code").nullValue();
      json.name("error.stack").nullValue();
      return;
    }
    ErrorInfo.Tier kind = error.kind();
    known(json, "error.kind", kind == null ? null : kind.name().toLowerCase(Locale.ROOT));
    json.name("error.code").value(error.code());
    known(json, "error.type", error.type());
    json.name("error.stack").value(error.stack());
    if (error.retryable() != null) {
      json.name("error.retryable").value(error.retryable());
    }
  }

  private static void known(JsonWriter json, String name, @Nullable String value)
      throws IOException {
    if (value != null && !value.isEmpty()) {
      json.name(name).value(value);
    }
  }

  private static String instant(long nanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND))
        .toString();
  }
}
