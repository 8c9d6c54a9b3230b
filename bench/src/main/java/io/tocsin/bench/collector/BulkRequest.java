package io.tocsin.bench.collector;

import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The same records as documents for {@code _bulk}: what Tocsin works out for itself (error code,
 * account token) is in them already, and nothing is masked. The other side has less to do.
 */
final class BulkRequest implements Request {
  private static final String TRACE = "0".repeat(2 * OtlpRequest.TRACE_ID_BYTES);
  private static final String SPAN = "f".repeat(2 * OtlpRequest.SPAN_ID_BYTES);
  private static final String MILLIS = "1790000000000";
  private static final String ACTION = "{\"create\":{}}\n";
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] request;
  private final int[] traces;
  private final int[] spans;
  private final int[] times;
  private final SplittableRandom random;

  /**
   * @param otlp from {@link BankLogs}
   */
  BulkRequest(byte[] otlp, SplittableRandom random) {
    this.random = random;
    StringBuilder text = new StringBuilder();
    try {
      for (ResourceLogs group : ExportLogsServiceRequest.parseFrom(otlp).getResourceLogsList()) {
        for (ScopeLogs scope : group.getScopeLogsList()) {
          for (LogRecord log : scope.getLogRecordsList()) {
            text.append(ACTION).append(document(group, scope, log)).append('\n');
          }
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a request", e);
    }
    request = text.toString().getBytes(StandardCharsets.UTF_8);
    traces = placesOf(text, TRACE);
    spans = placesOf(text, SPAN);
    times = placesOf(text, MILLIS);
  }

  static Request.Copies copiesOf(List<byte[]> otlp) {
    return random ->
        otlp.stream().<Request>map(each -> new BulkRequest(each, random.split())).toList();
  }

  private static JsonObject document(ResourceLogs group, ScopeLogs scope, LogRecord log) {
    JsonObject document = new JsonObject();
    document.addProperty("@timestamp", MILLIS);
    document.addProperty("severity", log.getSeverityText());
    for (KeyValue pair : group.getResource().getAttributesList()) {
      document.addProperty(name(pair.getKey()), pair.getValue().getStringValue());
    }
    document.addProperty("trace_id", TRACE);
    document.addProperty("span_id", SPAN);
    document.addProperty("logger", scope.getScope().getName());
    for (KeyValue pair : log.getAttributesList()) {
      document.addProperty(name(pair.getKey()), pair.getValue().getStringValue());
    }
    if (document.has("error_type")) {
      document.addProperty(
          "error_code", BankLogs.errorCode(document.get("error_type").getAsString()));
    }
    document.addProperty("message", log.getBody().getStringValue());
    return document;
  }

  private static String name(String key) {
    return switch (key) {
      case "service.name" -> "service";
      case "service.instance.id" -> "instance";
      case "deployment.environment.name" -> "environment";
      case "thread.name" -> "thread";
      case "exception.type" -> "error_type";
      case "exception.message" -> "error_message";
      default -> key;
    };
  }

  private static int[] placesOf(StringBuilder text, String what) {
    int[] places = new int[text.length() / what.length()];
    int found = 0;
    for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length())) {
      places[found++] = at;
    }
    return Arrays.copyOf(places, found);
  }

  /** The same as {@link OtlpRequest} makes of the same numbers. */
  private static String id(SplittableRandom random) {
    return HEX.toHexDigits(Long.reverseBytes(random.nextLong()));
  }

  @Override
  public int records() {
    return traces.length;
  }

  @Override
  public byte[] at(long epochNanos) {
    long millis = epochNanos / 1_000_000;
    byte[] digits = Long.toString(millis).getBytes(StandardCharsets.US_ASCII);
    for (int time : times) {
      System.arraycopy(digits, 0, request, time, digits.length);
    }
    byte[] trace = {};
    for (int i = 0; i < traces.length; i++) {
      if (i % OtlpRequest.RECORDS_OF_A_TRACE == 0) {
        trace = (id(random) + id(random)).getBytes(StandardCharsets.US_ASCII);
      }
      System.arraycopy(trace, 0, request, traces[i], trace.length);
      byte[] span = id(random).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(span, 0, request, spans[i], span.length);
    }
    return request;
  }
}
