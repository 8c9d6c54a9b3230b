package io.tocsin.collector;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.collector.pipeline.MalformedBatchException;
import io.tocsin.collector.pipeline.Pipeline;
import io.tocsin.collector.pipeline.Processed;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.TelemetryKind;
import java.util.List;
import java.util.Map;

/** Checks and counts, changes nothing: one part a request, on the bulk lane. */
public final class WholePipeline implements Pipeline {
  @Override
  public Processed process(TenantId tenant, TelemetryKind kind, byte[] payload, long observedNanos)
      throws MalformedBatchException {
    int records = kind == TelemetryKind.LOGS ? logs(payload) : spans(payload);
    List<Batch> parts =
        records == 0
            ? List.of()
            : List.of(new Batch(tenant, kind, Lane.BULK, 0, records, observedNanos, payload));
    return new Processed(parts, records, Map.of(), Map.of(), Map.of());
  }

  private static int logs(byte[] payload) throws MalformedBatchException {
    try {
      return ExportLogsServiceRequest.parseFrom(payload).getResourceLogsList().stream()
          .flatMap(resource -> resource.getScopeLogsList().stream())
          .mapToInt(scope -> scope.getLogRecordsCount())
          .sum();
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedBatchException("not protobuf");
    }
  }

  private static int spans(byte[] payload) throws MalformedBatchException {
    try {
      return ExportTraceServiceRequest.parseFrom(payload).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .mapToInt(scope -> scope.getSpansCount())
          .sum();
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedBatchException("not protobuf");
    }
  }
}
