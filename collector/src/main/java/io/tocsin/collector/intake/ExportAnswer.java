package io.tocsin.collector.intake;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesPartialSuccess;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.tocsin.model.log.TelemetryKind;
import java.util.Set;
import java.util.TreeMap;

/** OTLP's Export…ServiceResponse: success, which a partial_success qualifies. */
public final class ExportAnswer {
  private static final String METRICS_NOTE =
      "this server has no store for metrics yet and no exporter takes them, so these data points"
          + " were counted as dropped; set OTEL_METRICS_EXPORTER=none to save the sending";

  private ExportAnswer() {}

  public static Message of(TelemetryKind kind, Taken taken) {
    long rejected = taken.droppedInAll();
    return switch (kind) {
      case LOGS -> logs(rejected, leftOut(taken));
      case TRACES -> spans(rejected, leftOut(taken));
      case METRICS -> dataPoints(rejected, leftOut(taken));
      case PROFILES -> profiles(rejected, leftOut(taken));
    };
  }

  private static Message logs(long rejected, String why) {
    ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
    if (rejected > 0) {
      response.setPartialSuccess(
          ExportLogsPartialSuccess.newBuilder()
              .setRejectedLogRecords(rejected)
              .setErrorMessage(why));
    }
    return response.build();
  }

  private static Message spans(long rejected, String why) {
    ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
    if (rejected > 0) {
      response.setPartialSuccess(
          ExportTracePartialSuccess.newBuilder().setRejectedSpans(rejected).setErrorMessage(why));
    }
    return response.build();
  }

  private static Message dataPoints(long rejected, String why) {
    ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
    if (rejected > 0) {
      response.setPartialSuccess(
          ExportMetricsPartialSuccess.newBuilder()
              .setRejectedDataPoints(rejected)
              .setErrorMessage(why));
    }
    return response.build();
  }

  private static Message profiles(long rejected, String why) {
    ExportProfilesServiceResponse.Builder response = ExportProfilesServiceResponse.newBuilder();
    if (rejected > 0) {
      response.setPartialSuccess(
          ExportProfilesPartialSuccess.newBuilder()
              .setRejectedProfiles(rejected)
              .setErrorMessage(why));
    }
    return response.build();
  }

  private static String leftOut(Taken taken) {
    return taken.dropped().keySet().equals(Set.of(Intake.NO_METRIC_STORE))
        ? METRICS_NOTE
        : "left out, by reason: " + new TreeMap<>(taken.dropped());
  }
}
