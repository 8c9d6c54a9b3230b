package io.tocsin.storage.lucene;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.store.StoredBatch;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.store.TelemetryStore;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import io.tocsin.storage.turn.Deputies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Logs and spans in one folder of Lucene indexes. A commit forces every slice that was written and
 * then the positions; a failed write throws away what that slice had not committed, and the caller
 * reads again from {@link #committed}.
 */
public final class LuceneTelemetryStore implements Component, TelemetryStore, MetricSource {
  private static final String POSITIONS = "_positions";

  private final Path root;
  private final LuceneConfig config;
  private final InstantSource clock;
  private final Words words;
  private final Scratch scratch;
  private final Slices slices;
  private final Deputies deputies = new Deputies();
  private final CommittedPositions positions;
  private final Map<SliceName, Slice> writing = new LinkedHashMap<>(16, 0.75f, true);
  private final DocumentCounts counts = new DocumentCounts();
  private volatile @Nullable String lastFailure;
  private boolean started;

  /**
   * @param root folder of its own; created by {@link #start}
   */
  public LuceneTelemetryStore(Path root, LuceneConfig config, InstantSource clock) {
    this(root, config, clock, FSDirectory::open);
  }

  LuceneTelemetryStore(
      Path root, LuceneConfig config, InstantSource clock, Directories directories) {
    this.root = root;
    this.config = config;
    this.clock = clock;
    this.words = new Words(config.searchedChars());
    this.scratch = new Scratch(words);
    this.slices =
        new Slices(
            root,
            new SliceSettings(directories, words, config.writeBufferMib()),
            config.maxOpenSlices());
    this.positions = new CommittedPositions(directories, root.resolve(POSITIONS));
  }

  @Override
  public void start() {
    synchronized (slices) {
      try {
        Files.createDirectories(root);
        openPositions();
        slices.discover();
        started = true;
      } catch (LockObtainFailedException e) {
        throw new UncheckedIOException(root + " is in use by another process", e);
      } catch (FileAlreadyExistsException e) {
        throw new UncheckedIOException(root + " is not a folder", e);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot open " + root + ": " + said(e), e);
      }
    }
  }

  private void openPositions() throws IOException {
    try {
      positions.open();
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw e;
      }
      positions.close();
      slices.setFolderAside(root.resolve(POSITIONS), e);
      positions.open();
    }
  }

  /** For people, who want to see what has just come in; for many threads. */
  public TelemetrySearch search() {
    return search(config.refreshInterval());
  }

  /**
   * For tickets and their evidence, which are looked for in many faults at once, and later again;
   * likewise.
   */
  public TelemetrySearch evidenceSearch() {
    return search(config.evidenceRefreshInterval());
  }

  private TelemetrySearch search(Duration age) {
    return new LuceneTelemetrySearch(
        new SlicesView(slices, age.toNanos()), words, config.exactTotals(), deputies);
  }

  @Override
  public Bookmark committed(long epoch) {
    synchronized (slices) {
      return positions.of(epoch);
    }
  }

  @Override
  public List<StoredBatch> ahead(long epoch) {
    synchronized (slices) {
      try {
        return slices.ahead(epoch, positions.of(epoch).positions());
      } catch (IOException e) {
        throw failure("cannot read " + root + ": " + said(e), e);
      }
    }
  }

  @Override
  public void write(List<LogRecord> records, List<Span> spans) {
    synchronized (slices) {
      requireNothingLost();
      for (LogRecord log : records) {
        Place place = Place.of(log.eventNanos(), log.id());
        put(
            log.tenant(),
            log.observedNanos(),
            Fields.LOG,
            place,
            StoredRecord.of(log, place, scratch));
      }
      for (Span span : spans) {
        Place place = Place.of(span.startNanos(), span.id());
        put(
            span.tenant(),
            span.observedNanos(),
            Fields.SPAN,
            place,
            StoredRecord.of(span, place, scratch));
      }
      counts.written(records.size(), spans.size());
    }
  }

  private void put(
      TenantId tenant, long observedNanos, String kind, Place place, Document document) {
    Slice slice = forWriting(SliceName.of(tenant, observedNanos));
    try {
      slice.put(kind, place, document);
    } catch (IOException | AlreadyClosedException e) {
      throw failed(slice, e);
    }
  }

  private Slice forWriting(SliceName name) {
    Slice open = writing.get(name);
    if (open != null) {
      return open;
    }
    if (writing.size() >= config.maxWritingSlices()) {
      Slice oldest = writing.entrySet().iterator().next().getValue();
      try {
        oldest.stopWriting();
      } catch (IOException | AlreadyClosedException e) {
        throw failed(oldest, e);
      }
      writing.remove(oldest.name());
    }
    Slice slice = slices.get(name);
    writing.put(name, slice);
    return slice;
  }

  @Override
  public void commit(long epoch, Bookmark readUpTo) {
    synchronized (slices) {
      requireNothingLost();
      for (Slice slice : List.copyOf(writing.values())) {
        try {
          slice.commit();
        } catch (IOException | AlreadyClosedException e) {
          throw failed(slice, e);
        }
      }
      try {
        positions.commit(epoch, readUpTo);
      } catch (IOException | AlreadyClosedException e) {
        closeQuietly(positions::close, e);
        throw failure("cannot commit to " + root + ": " + said(e), e);
      }
      lastFailure = null;
    }
  }

  private void requireNothingLost() {
    if (!started) {
      throw new IllegalStateException("the document store is not open");
    }
    if (slices.takeLostWrites()) {
      throw failure(
          "a damaged slice was set aside with writes that were not committed", new IOException());
    }
  }

  private UncheckedIOException failed(Slice slice, Exception cause) {
    writing.remove(slice.name());
    closeQuietly(slice::abandon, cause);
    if (Damage.is(cause)) {
      closeQuietly(() -> slices.setAside(slice, cause), cause);
    }
    return failure("cannot write " + slice.folder() + ": " + said(cause), cause);
  }

  private UncheckedIOException failure(String message, Exception cause) {
    lastFailure = message;
    counts.failed();
    return new UncheckedIOException(
        message, cause instanceof IOException io ? io : new IOException(cause));
  }

  /** Lucene reports a failed flush by closing; the reason is behind it. */
  private static String said(Throwable failure) {
    Throwable reason = failure;
    while (reason instanceof AlreadyClosedException && reason.getCause() != null) {
      reason = reason.getCause();
    }
    return reason.getClass().getSimpleName() + ": " + reason.getMessage();
  }

  private interface Closing {
    void run() throws IOException;
  }

  private static void closeQuietly(Closing closing, Exception cause) {
    try {
      closing.run();
    } catch (IOException | AlreadyClosedException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Copies what is committed, positions and all, for a backup. Writes wait while files get second
   * names; searches do not.
   *
   * @param into an empty folder, or none yet
   */
  public void copy(Path into) throws IOException {
    synchronized (slices) {
      Files.createDirectories(into);
      positions.copyTo(into.resolve(POSITIONS));
      slices.copyTo(into);
    }
  }

  /** Deletes the days that are past their time. For a timer, about once an hour. */
  public int sweep() {
    LocalDate firstKept =
        LocalDate.ofInstant(clock.instant().minus(config.keepFor()), ZoneOffset.UTC);
    synchronized (slices) {
      try {
        writing.keySet().removeIf(name -> name.day().isBefore(firstKept));
        return slices.deleteBefore(firstKept);
      } catch (IOException e) {
        throw failure("cannot delete days before " + firstKept + ": " + said(e), e);
      }
    }
  }

  @Override
  public Health health() {
    String failure = lastFailure;
    if (failure != null) {
      return Health.down(failure);
    }
    try {
      List<Path> damaged = slices.damaged();
      if (damaged.isEmpty()) {
        return Health.up(slices.size() == 1 ? "1 slice" : slices.size() + " slices");
      }
      String what =
          damaged.size() == 1
              ? "1 damaged slice was set aside, its"
              : damaged.size() + " damaged slices were set aside, their";
      return Health.degraded(
          what + " records cannot be found: look at " + damaged.getFirst().getParent());
    } catch (IOException e) {
      return Health.down("cannot read " + root + ": " + said(e));
    }
  }

  @Override
  public List<Sample> samples() {
    return counts.samples(slices);
  }

  /** What was not committed is left out: the log still has it. */
  @Override
  public void close() {
    deputies.close();
    synchronized (slices) {
      started = false;
      writing.clear();
      try {
        slices.close();
        positions.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
