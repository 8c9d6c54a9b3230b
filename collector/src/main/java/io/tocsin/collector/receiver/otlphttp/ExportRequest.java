package io.tocsin.collector.receiver.otlphttp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.pipeline.MalformedBatchException;
import io.tocsin.collector.pipeline.TooLargeBatchException;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.TelemetryKind;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What the headers of an acceptable request say, and what to do once its body is there.
 *
 * @param path as asked for, part of the digest
 */
record ExportRequest(
    TenantId tenant, TelemetryKind kind, String path, MediaType type, ContentCoding coding) {
  /** Returns once the log has it on disk. */
  Answer take(
      byte[] sent, OtlpHttpConfig config, MemoryBudget.Share share, Intake intake, Ledger ledger)
      throws RefusedRequestException {
    byte[] decoded = coding.decode(sent, config.maxDecompressedBodySize(), share);
    byte[] payload = decoded;
    if (type == MediaType.JSON) {
      share.hold((long) OtlpHttpConfig.JSON_WEIGHT * decoded.length);
      payload = JsonRequests.toProtobuf(kind, decoded);
    }
    if (kind == TelemetryKind.PROFILES) {
      share.hold((long) OtlpHttpConfig.PROFILES_WEIGHT * payload.length);
    }
    if (kind == TelemetryKind.METRICS) {
      long dataPoints = dataPoints(payload);
      ledger.droppedAtReceipt(tenant, "no_store_for_metrics", dataPoints);
      return Answer.metricsNotKept(type, dataPoints);
    }
    try {
      return Answer.taken(
          type, kind, intake.take(tenant, kind, RequestDigest.of(path, sent), payload));
    } catch (TooLargeBatchException e) {
      throw new RefusedRequestException(
          HttpStatus.PAYLOAD_TOO_LARGE_413, "recording_size", e.because());
    } catch (MalformedBatchException e) {
      throw malformed(e);
    } catch (LogRefusedException e) {
      throw refusedByLog(e);
    }
  }

  private static long dataPoints(byte[] payload) throws RefusedRequestException {
    try {
      return ExportMetricsServiceRequest.parseFrom(payload).getResourceMetricsList().stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .flatMap(scope -> scope.getMetricsList().stream())
          .mapToLong(ExportRequest::dataPoints)
          .sum();
    } catch (InvalidProtocolBufferException e) {
      throw malformed(e);
    }
  }

  private static int dataPoints(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsCount();
      case SUM -> metric.getSum().getDataPointsCount();
      case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
      case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
      case SUMMARY -> metric.getSummary().getDataPointsCount();
      case DATA_NOT_SET -> 0;
    };
  }

  private static RefusedRequestException malformed(Exception e) {
    return new RefusedRequestException(
        HttpStatus.BAD_REQUEST_400, "malformed", "body is not an OTLP request: " + e.getMessage());
  }

  private static RefusedRequestException refusedByLog(LogRefusedException e) {
    String message = "not taken: " + e.getMessage();
    return switch (e.reason()) {
      case FULL ->
          new RefusedRequestException(
              HttpStatus.TOO_MANY_REQUESTS_429, "log_full", message, e.retryAfter());
      case STORAGE ->
          new RefusedRequestException(
              HttpStatus.SERVICE_UNAVAILABLE_503, "log_storage", message, e.retryAfter());
      case CLOSED ->
          new RefusedRequestException(
              HttpStatus.SERVICE_UNAVAILABLE_503, "closing", message, e.retryAfter());
    };
  }
}
