package io.tocsin.collector.pipeline;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.TelemetryKind;
import java.io.IOException;
import java.util.List;

/**
 * Sends what stands around a profile through the processors as a log record's, so that the same
 * rules hold for it, those to come included.
 */
final class Envelope {
  private final Pipeline records;

  /**
   * What came out.
   *
   * @param attributes of the profile
   */
  record Masked(
      Resource resource,
      InstrumentationScope scope,
      List<KeyValue> attributes,
      int route,
      Processed processed) {}

  Envelope(Pipeline records) {
    this.records = records;
  }

  Masked mask(
      TenantId tenant,
      long observedNanos,
      Resource resource,
      InstrumentationScope scope,
      List<KeyValue> attributes)
      throws MalformedBatchException {
    byte[] letter =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(resource)
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .setScope(scope)
                            .addLogRecords(
                                LogRecord.newBuilder()
                                    .setTimeUnixNano(observedNanos)
                                    .addAllAttributes(attributes))))
            .build()
            .toByteArray();
    Processed processed = records.process(tenant, TelemetryKind.LOGS, letter, observedNanos);
    if (processed.parts().size() != 1) {
      throw new MalformedBatchException("what stands around a profile was dropped");
    }
    Batch part = processed.parts().getFirst();
    ResourceLogs group = parse(part.payload()).getResourceLogs(0);
    ScopeLogs inner = group.getScopeLogs(0);
    return new Masked(
        group.getResource(),
        inner.getScope(),
        inner.getLogRecords(0).getAttributesList(),
        part.route(),
        processed);
  }

  private static ExportLogsServiceRequest parse(byte[] masked) {
    CodedInputStream in = CodedInputStream.newInstance(masked);
    in.setRecursionLimit(Pipeline.RECURSION_LIMIT);
    try {
      return ExportLogsServiceRequest.parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
    } catch (IOException e) {
      throw new IllegalStateException("the pipeline writes what protobuf reads", e);
    }
  }
}
