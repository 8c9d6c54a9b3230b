package io.tocsin.collector.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.wire.Fields;
import io.tocsin.collector.wire.WireException;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of the log to log records and spans, straight from their wire form: no protobuf object is
 * made. Safe for many threads.
 */
public final class BatchDecoder {
  /**
   * Of ResourceLogs and ResourceSpans, ScopeLogs and ScopeSpans: what is around, and what is in.
   */
  private static final int AROUND = 1 << 3 | 2;

  private static final int INSIDE = 2 << 3 | 2;

  /** Of a request: its groups. Of a scope: its name. */
  private static final int FIRST = 1 << 3 | 2;

  private final long epoch;
  private final Names names = new Names();
  private final ResourceDecoder resources;
  private final LogDecoder logs;
  private final SpanDecoder spans;

  /**
   * @param epoch of the log that the entries come from
   */
  public BatchDecoder(long epoch, DecodeConfig config) {
    this.epoch = epoch;
    this.resources = new ResourceDecoder(config, names);
    BusinessDecoder businesses = new BusinessDecoder();
    this.logs = new LogDecoder(config, names, businesses);
    this.spans = new SpanDecoder(config, names, businesses);
  }

  /** Takes the records of an entry one after the other. */
  private interface Sink {
    void take(RecordId id, ResourceDecoder.Decoded resource, String scope, int from, int to)
        throws WireException;
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
    } catch (WireException | RuntimeException e) {
      throw new UndecodableEntryException(
          "entry " + entry.position() + " cannot be decoded: " + e, e);
    }
  }

  private Observation logs(LogEntry entry) throws WireException {
    Batch batch = entry.batch();
    byte[] bytes = batch.payload();
    List<LogRecord> records = new ArrayList<>(batch.records());
    walk(
        entry,
        (id, resource, scope, from, to) ->
            records.add(
                logs.decode(
                    id, batch.tenant(), batch.observedNanos(), resource, scope, bytes, from, to)));
    return new Observation(epoch, entry.position(), records, List.of());
  }

  private Observation traces(LogEntry entry) throws WireException {
    Batch batch = entry.batch();
    byte[] bytes = batch.payload();
    List<Span> decoded = new ArrayList<>(batch.records());
    walk(
        entry,
        (id, resource, scope, from, to) -> {
          Span span =
              spans.decode(id, batch.tenant(), batch.observedNanos(), resource, bytes, from, to);
          if (span != null) {
            decoded.add(span);
          }
        });
    return new Observation(epoch, entry.position(), List.of(), decoded);
  }

  /** Logs and spans have the same three levels above them. */
  private void walk(LogEntry entry, Sink sink) throws WireException {
    byte[] bytes = entry.batch().payload();
    int index = 0;
    Fields groups = new Fields(bytes, 0, bytes.length);
    while (groups.next()) {
      if (groups.tag() != FIRST) {
        continue;
      }
      ResourceDecoder.Decoded resource = resource(bytes, groups);
      Fields scopes = new Fields(bytes, groups.start(), groups.end());
      while (scopes.next()) {
        if (scopes.tag() == INSIDE) {
          index = scope(bytes, scopes, resource, entry, index, sink);
        }
      }
    }
  }

  private int scope(
      byte[] bytes,
      Fields scope,
      ResourceDecoder.Decoded resource,
      LogEntry entry,
      int firstIndex,
      Sink sink)
      throws WireException {
    String name = scopeName(bytes, scope);
    int index = firstIndex;
    Fields records = new Fields(bytes, scope.start(), scope.end());
    while (records.next()) {
      if (records.tag() == INSIDE) {
        RecordId id = new RecordId(epoch, entry.position(), index++);
        sink.take(id, resource, name, records.start(), records.end());
      }
    }
    return index;
  }

  /** It may stand behind what it is around. */
  private ResourceDecoder.Decoded resource(byte[] bytes, Fields group) throws WireException {
    int from = 0;
    int to = 0;
    Fields fields = new Fields(bytes, group.start(), group.end());
    while (fields.next()) {
      if (fields.tag() == AROUND) {
        from = fields.start();
        to = fields.end();
      }
    }
    return resources.decode(bytes, from, to);
  }

  private String scopeName(byte[] bytes, Fields group) throws WireException {
    String name = "";
    Fields fields = new Fields(bytes, group.start(), group.end());
    while (fields.next()) {
      if (fields.tag() == AROUND) {
        Fields scope = new Fields(bytes, fields.start(), fields.end());
        while (scope.next()) {
          if (scope.tag() == FIRST) {
            name = new String(bytes, scope.start(), scope.end() - scope.start(), UTF_8);
          }
        }
      }
    }
    return name;
  }
}
