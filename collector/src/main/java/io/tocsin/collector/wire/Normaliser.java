package io.tocsin.collector.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.model.log.TelemetryKind;
import java.io.IOException;

/**
 * Rewrites a request in which singular fields stand twice as protobuf reads it: the last of a
 * number or text, the merger of messages. protobuf-java itself does it, so that no rule of it is
 * rebuilt here; no sender known to us ever needs it.
 */
final class Normaliser {
  private final int recursionLimit;

  Normaliser(int recursionLimit) {
    this.recursionLimit = recursionLimit;
  }

  byte[] normalise(TelemetryKind kind, byte[] request) throws WireException {
    CodedInputStream in = CodedInputStream.newInstance(request);
    in.setRecursionLimit(recursionLimit);
    ExtensionRegistryLite none = ExtensionRegistryLite.getEmptyRegistry();
    try {
      return switch (kind) {
        case LOGS -> ExportLogsServiceRequest.parseFrom(in, none).toByteArray();
        case TRACES -> ExportTraceServiceRequest.parseFrom(in, none).toByteArray();
        case METRICS -> ExportMetricsServiceRequest.parseFrom(in, none).toByteArray();
        case PROFILES -> throw new IllegalArgumentException("no schema for " + kind);
      };
    } catch (InvalidProtocolBufferException e) {
      throw new WireException("not protobuf: " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }
}
