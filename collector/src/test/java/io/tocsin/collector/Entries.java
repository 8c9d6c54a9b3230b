package io.tocsin.collector;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.collector.decode.BatchDecoder;
import io.tocsin.collector.decode.UndecodableEntryException;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.signal.Observation;

/** Entries of the log from OTLP messages, at growing offsets of one partition. */
public final class Entries {
  public static final TenantId TENANT = new TenantId("retail");
  private static final BatchDecoder DECODER = new BatchDecoder(InMemoryLog.EPOCH, Defaults.DECODE);

  private final TenantId tenant;
  private long offset;

  public Entries(TenantId tenant) {
    this.tenant = tenant;
  }

  public Entries() {
    this(TENANT);
  }

  public LogEntry of(ExportLogsServiceRequest logs, long observedNanos) {
    return of(TelemetryKind.LOGS, logs.toByteArray(), observedNanos);
  }

  public LogEntry of(ExportTraceServiceRequest traces, long observedNanos) {
    return of(TelemetryKind.TRACES, traces.toByteArray(), observedNanos);
  }

  public LogEntry of(TelemetryKind kind, byte[] payload, long observedNanos) {
    Batch batch = new Batch(tenant, kind, Lane.BULK, 0, 1, observedNanos, payload);
    return new LogEntry(new Position(0, offset++), batch, LogEntry.UNCOUNTED);
  }

  public static Observation decode(LogEntry entry) {
    try {
      return DECODER.decode(entry);
    } catch (UndecodableEntryException e) {
      throw new IllegalStateException(e);
    }
  }
}
