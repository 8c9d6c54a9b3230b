package io.tocsin.collector.decode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.tocsin.collector.pipeline.Pipeline;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Entries of the log to log records and spans. Safe for many threads. */
public final class BatchDecoder {
  private final long epoch;
  private final ResourceDecoder resources;
  private final LogDecoder logs;
  private final SpanDecoder spans;

  /**
   * @param epoch of the log that the entries come from
   */
  public BatchDecoder(long epoch, DecodeConfig config) {
    this.epoch = epoch;
    this.resources = new ResourceDecoder(config);
    this.logs = new LogDecoder(config);
    this.spans = new SpanDecoder(config);
  }

  /** Records carry the index of their place on the wire, also behind one that is left out. */
  public Observation decode(LogEntry entry) throws UndecodableEntryException {
    try {
      return switch (entry.batch().kind()) {
        case LOGS -> logs(entry);
        case TRACES -> traces(entry);
        // Readers of their own have these.
        case PROFILES, METRICS -> new Observation(epoch, entry.position(), List.of(), List.of());
      };
    } catch (IOException | RuntimeException e) {
      throw new UndecodableEntryException(
          "entry " + entry.position() + " cannot be decoded: " + e, e);
    }
  }

  private Observation logs(LogEntry entry) throws IOException {
    Batch batch = entry.batch();
    List<LogRecord> records = new ArrayList<>(batch.records());
    int index = 0;
    ExportLogsServiceRequest request =
        ExportLogsServiceRequest.parseFrom(input(batch), ExtensionRegistryLite.getEmptyRegistry());
    for (ResourceLogs group : request.getResourceLogsList()) {
      ResourceDecoder.Decoded resource = resources.decode(group.getResource());
      for (ScopeLogs scope : group.getScopeLogsList()) {
        for (var wire : scope.getLogRecordsList()) {
          RecordId id = new RecordId(epoch, entry.position(), index++);
          records.add(
              logs.decode(
                  id,
                  batch.tenant(),
                  batch.observedNanos(),
                  resource,
                  scope.getScope().getName(),
                  wire));
        }
      }
    }
    return new Observation(epoch, entry.position(), records, List.of());
  }

  private Observation traces(LogEntry entry) throws IOException {
    Batch batch = entry.batch();
    List<Span> decoded = new ArrayList<>(batch.records());
    int index = 0;
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(input(batch), ExtensionRegistryLite.getEmptyRegistry());
    for (ResourceSpans group : request.getResourceSpansList()) {
      ResourceDecoder.Decoded resource = resources.decode(group.getResource());
      for (ScopeSpans scope : group.getScopeSpansList()) {
        for (var wire : scope.getSpansList()) {
          RecordId id = new RecordId(epoch, entry.position(), index++);
          Span span = spans.decode(id, batch.tenant(), batch.observedNanos(), resource, wire);
          if (span != null) {
            decoded.add(span);
          }
        }
      }
    }
    return new Observation(epoch, entry.position(), List.of(), decoded);
  }

  private static CodedInputStream input(Batch batch) {
    CodedInputStream in = CodedInputStream.newInstance(batch.payload());
    in.setRecursionLimit(Pipeline.RECURSION_LIMIT);
    return in;
  }
}
