package io.tocsin.collector.receiver.otlphttp;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesPartialSuccess;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.tocsin.collector.intake.Taken;
import io.tocsin.model.log.TelemetryKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpStatus;

/** What a sender gets back. */
record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final String METRICS_NOTE =
      "this server has no store for metrics yet, so these data points were counted as dropped;"
          + " set OTEL_METRICS_EXPORTER=none to save the sending";

  /** Success, which a partial_success qualifies where records were left out. */
  static Answer taken(MediaType type, TelemetryKind kind, Taken taken) {
    return success(
        type,
        switch (kind) {
          case LOGS -> logs(taken);
          case TRACES -> spans(taken);
          case PROFILES -> profiles(taken);
          case METRICS -> throw new IllegalArgumentException("metrics are not taken");
        });
  }

  static Answer metricsNotKept(MediaType type, long dataPoints) {
    ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
    if (dataPoints > 0) {
      response.setPartialSuccess(
          ExportMetricsPartialSuccess.newBuilder()
              .setRejectedDataPoints(dataPoints)
              .setErrorMessage(METRICS_NOTE));
    }
    return success(type, response.build());
  }

  static Answer refused(MediaType type, RefusedRequestException why) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type.contentType());
    Duration retryAfter = why.retryAfter();
    if (retryAfter != null) {
      // whole seconds, rounded up: an early retry would only be refused again
      headers.put(
          "Retry-After", Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
    }
    switch (why.status()) {
      case HttpStatus.UNAUTHORIZED_401 -> headers.put("WWW-Authenticate", "Bearer");
      case HttpStatus.METHOD_NOT_ALLOWED_405 -> headers.put("Allow", "POST");
      case HttpStatus.UNSUPPORTED_MEDIA_TYPE_415 ->
          headers.put("Accept-Encoding", ContentCoding.ACCEPTED);
      default -> {}
    }
    String message = why.getMessage();
    return new Answer(
        why.status(), headers, type.encodeStatus(message == null ? why.reason() : message));
  }

  private static Message logs(Taken taken) {
    ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
    if (taken.droppedInAll() > 0) {
      response.setPartialSuccess(
          ExportLogsPartialSuccess.newBuilder()
              .setRejectedLogRecords(taken.droppedInAll())
              .setErrorMessage(leftOut(taken)));
    }
    return response.build();
  }

  private static Message spans(Taken taken) {
    ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
    if (taken.droppedInAll() > 0) {
      response.setPartialSuccess(
          ExportTracePartialSuccess.newBuilder()
              .setRejectedSpans(taken.droppedInAll())
              .setErrorMessage(leftOut(taken)));
    }
    return response.build();
  }

  private static Message profiles(Taken taken) {
    ExportProfilesServiceResponse.Builder response = ExportProfilesServiceResponse.newBuilder();
    if (taken.droppedInAll() > 0) {
      response.setPartialSuccess(
          ExportProfilesPartialSuccess.newBuilder()
              .setRejectedProfiles(taken.droppedInAll())
              .setErrorMessage(leftOut(taken)));
    }
    return response.build();
  }

  private static String leftOut(Taken taken) {
    return "left out, by reason: " + new TreeMap<>(taken.dropped());
  }

  private static Answer success(MediaType type, Message response) {
    return new Answer(
        HttpStatus.OK_200, Map.of("Content-Type", type.contentType()), type.encode(response));
  }
}
