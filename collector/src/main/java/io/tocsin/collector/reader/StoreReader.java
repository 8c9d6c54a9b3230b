package io.tocsin.collector.reader;

import io.tocsin.collector.decode.BatchDecoder;
import io.tocsin.collector.join.JoinConfig;
import io.tocsin.collector.join.JoinCounts;
import io.tocsin.collector.join.Joinable;
import io.tocsin.collector.join.Joined;
import io.tocsin.collector.join.Joiner;
import io.tocsin.collector.ledger.Book;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.sampling.Sampler;
import io.tocsin.collector.sampling.Sifted;
import io.tocsin.collector.template.TemplateMiner;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.ledger.JoinLedger;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.store.TelemetryStore;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries to documents. The store keeps the place in the log together with what was written up to
 * it, so a kill between the two loses nothing and writes nothing twice. A record that learns its
 * trace or account later is written again under its id.
 */
public final class StoreReader implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(StoreReader.class);
  private static final String NAME = "store";

  /** Decoded records are several times as large as their bytes: what one poll took may be a lot. */
  private static final int MAX_HELD = 4_096;

  private final EntryPump pump;
  private final EntryDecoding decoding;
  private final JoinConfig joinConfig;
  private final JoinCounts joinCounts = new JoinCounts(NAME);
  private final long epoch;
  private final TelemetryStore store;
  private final TemplateMiner templates;
  private final Sampler sampler;
  private final Ledger ledger;
  private final ReadersConfig.Store config;
  private final RecentTrouble trouble = new RecentTrouble();

  public StoreReader(
      ReadersConfig config,
      JoinConfig joinConfig,
      TelemetryLog log,
      BatchDecoder decoder,
      TelemetryStore store,
      TemplateMiner templates,
      Sampler sampler,
      Ledger ledger,
      InstantSource clock) {
    this.decoding = new EntryDecoding(decoder, NAME);
    this.joinConfig = joinConfig;
    this.epoch = log.epoch();
    this.store = store;
    this.templates = templates;
    this.sampler = sampler;
    this.ledger = ledger;
    this.config = config.store();
    this.pump = new EntryPump(log, new ReaderSpec(NAME, true), config, new Storing(), clock);
  }

  @Override
  public void start() {
    ledger.open(NAME, Book.of(store.committed(epoch).note()));
    pump.start();
  }

  @Override
  public Health health() {
    Health health = trouble.shownIn(decoding.shownIn(pump.health()));
    String saved = sampler.saved();
    return saved == null ? health : new Health(health.state(), health.because() + "; " + saved);
  }

  @Override
  public void close() {
    pump.close();
  }

  @Override
  public List<Sample> samples() {
    return Stream.of(
            pump.samples(),
            decoding.samples(),
            joinCounts.samples(),
            templates.samples(),
            sampler.samples())
        .flatMap(List::stream)
        .toList();
  }

  /** Of every record, as this reader waits for them all. */
  public JoinLedger joins() {
    return joinCounts;
  }

  private final class Storing implements EntryWork {
    private final Bookings bookings = new Bookings();
    private Joiner joiner = new Joiner(joinConfig, Joiner.Late.EVERYTHING, joinCounts);

    /** What the store will have once it commits; every partition, unlike {@code read}. */
    private Positions readUpTo = Positions.NONE;

    private Positions read = Positions.NONE;
    private int writtenSinceCommit;
    private long lastCommitNanos = System.nanoTime();

    @Override
    public void begin(Reader reader) {
      Bookmark committed = store.committed(epoch);
      Book book = Book.of(committed.note());
      bookings.begin(book, store.ahead(epoch));
      ledger.open(NAME, book);
      joiner = new Joiner(joinConfig, Joiner.Late.EVERYTHING, joinCounts);
      templates.reset();
      readUpTo = committed.positions();
      read = Positions.NONE;
      writtenSinceCommit = 0;
      reader.seek(readUpTo, book.seen());
    }

    @Override
    public void take(List<LogEntry> entries, Reader reader) {
      long oldestNanos =
          entries.stream().mapToLong(entry -> entry.batch().observedNanos()).min().orElse(0);
      Map<RecordId, LogRecord> records = new LinkedHashMap<>();
      Map<RecordId, Span> spans = new LinkedHashMap<>();
      for (LogEntry entry : entries) {
        if (entry.batch().kind() != TelemetryKind.PROFILES) {
          take(entry, oldestNanos, records, spans);
        }
        readUpTo = readUpTo.after(entry.position());
        read = read.after(entry.position());
        if (records.size() + spans.size() >= MAX_HELD) {
          write(records, spans);
        }
      }
      if (!records.isEmpty() || !spans.isEmpty()) {
        write(records, spans);
      }
      if (writtenSinceCommit >= config.commitRecords()
          || System.nanoTime() - lastCommitNanos > config.commitInterval().toNanos()) {
        commit(reader);
      }
    }

    private void take(
        LogEntry entry,
        long oldestNanos,
        Map<RecordId, LogRecord> records,
        Map<RecordId, Span> spans) {
      bookings.saw(entry);
      Batch batch = entry.batch();
      decoding
          .decode(entry)
          .map(decoded -> joiner.join(decoded, oldestNanos))
          .ifPresentOrElse(
              joined -> collect(marked(joined), batch, oldestNanos, records, spans),
              () -> bookings.dropped(batch.tenant(), "undecodable", batch.records()));
    }

    /**
     * A record that the store cannot hold must not keep it from all that come after: then they are
     * written one by one, and it is passed over. Leaves both empty.
     */
    private void write(Map<RecordId, LogRecord> records, Map<RecordId, Span> spans) {
      try {
        store.write(List.copyOf(records.values()), List.copyOf(spans.values()));
      } catch (IllegalArgumentException oneOfThem) {
        records.values().forEach(record -> writeAlone(List.of(record), List.of()));
        spans.values().forEach(span -> writeAlone(List.of(), List.of(span)));
      }
      writtenSinceCommit += records.size() + spans.size();
      records.clear();
      spans.clear();
    }

    private void writeAlone(List<LogRecord> record, List<Span> span) {
      try {
        store.write(record, span);
      } catch (IllegalArgumentException e) {
        record.forEach(it -> bookings.notStored(it.tenant()));
        span.forEach(it -> bookings.notStored(it.tenant()));
        if (trouble.note("the store cannot hold a record: " + e.getMessage())) {
          LOG.error("the store cannot hold a record; it is passed over", e);
        }
      }
    }

    /** With the ids of their templates. */
    private Joined marked(Joined joined) {
      Observation batch = joined.observation();
      return new Joined(
          new Observation(
              batch.epoch(),
              batch.position(),
              batch.logs().stream().map(templates::mark).toList(),
              batch.spans()),
          joined.lateLogs().stream().map(templates::markAgain).toList(),
          joined.lateSpans());
    }

    /** Late ones behind the batch: what comes and is completed in one poll is written complete. */
    private void collect(
        Joined joined,
        Batch batch,
        long nowNanos,
        Map<RecordId, LogRecord> records,
        Map<RecordId, Span> spans) {
      Sifted sifted = sampler.sift(joined, nowNanos);
      for (List<Joinable> written : List.of(sifted.rescued(), sifted.kept())) {
        for (Joinable one : written) {
          switch (one) {
            case Joinable.OfLog(LogRecord log) -> records.put(log.id(), log);
            case Joinable.OfSpan(Span span) -> spans.put(span.id(), span);
          }
        }
      }
      int logs = joined.observation().logs().size();
      int kept = joined.observation().spans().size();
      bookings.stored(batch.tenant(), logs + kept - sifted.left());
      bookings.dropped(batch.tenant(), "sampled", sifted.left());
      sifted.rescued().forEach(one -> bookings.rescued(one.tenant()));
      if (batch.kind() == TelemetryKind.METRICS) {
        bookings.dropped(batch.tenant(), "exported_only", batch.records());
      }
      if (batch.kind() == TelemetryKind.TRACES) {
        bookings.dropped(batch.tenant(), "span_without_id", batch.records() - kept);
      }
    }

    @Override
    public void end(Reader reader) {
      commit(reader);
    }

    private void commit(Reader reader) {
      lastCommitNanos = System.nanoTime();
      if (read.nextOffsets().isEmpty()) {
        return;
      }
      templates.save();
      Book book = bookings.book().withDoor(ledger.door());
      store.commit(epoch, new Bookmark(readUpTo, book.bytes()));
      ledger.settled(NAME, book);
      writtenSinceCommit = 0;
      Positions done = read;
      read = Positions.NONE;
      reader.commit(done);
    }
  }
}
