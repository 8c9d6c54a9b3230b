package io.tocsin.collector;

import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.store.StoredBatch;
import io.tocsin.model.store.TelemetryStore;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The document store's contract without a disk: what was not committed is lost by a failure. */
public final class InMemoryStore implements TelemetryStore {
  /** A message that this store cannot hold. */
  public static final String UNHOLDABLE = "unholdable";

  private final Map<RecordId, LogRecord> logs = new HashMap<>();
  private final Map<RecordId, Span> spans = new HashMap<>();
  private final Map<RecordId, LogRecord> writtenLogs = new HashMap<>();
  private final Map<RecordId, Span> writtenSpans = new HashMap<>();
  private Bookmark committed = Bookmark.NONE;
  private int failures;

  public synchronized void failNext(int times) {
    failures = times;
  }

  @Override
  public synchronized Bookmark committed(long epoch) {
    return committed;
  }

  @Override
  public synchronized List<StoredBatch> ahead(long epoch) {
    List<StoredBatch> ahead = new ArrayList<>();
    for (LogRecord log : logs.values()) {
      Position at = log.id().position();
      if (at.offset() >= committed.positions().next(at.partition())) {
        Flow flow = new Flow(at.partition(), log.tenant(), TelemetryKind.LOGS);
        ahead.add(new StoredBatch(flow, at.offset(), 1));
      }
    }
    return ahead;
  }

  /** As after a kill between the commit of records and that of the place. */
  public synchronized void forgetPlace() {
    committed = Bookmark.NONE;
  }

  @Override
  public synchronized void write(List<LogRecord> records, List<Span> newSpans) {
    if (failures > 0) {
      failures--;
      writtenLogs.clear();
      writtenSpans.clear();
      throw new UncheckedIOException(new IOException("disk full"));
    }
    if (records.stream().anyMatch(record -> record.message().equals(UNHOLDABLE))) {
      throw new IllegalArgumentException("immense term");
    }
    records.forEach(record -> writtenLogs.put(record.id(), record));
    newSpans.forEach(span -> writtenSpans.put(span.id(), span));
  }

  @Override
  public synchronized void commit(long epoch, Bookmark readUpTo) {
    logs.putAll(writtenLogs);
    spans.putAll(writtenSpans);
    writtenLogs.clear();
    writtenSpans.clear();
    committed = readUpTo;
  }

  public synchronized List<LogRecord> logs() {
    return new ArrayList<>(logs.values());
  }

  public synchronized List<Span> spans() {
    return new ArrayList<>(spans.values());
  }
}
