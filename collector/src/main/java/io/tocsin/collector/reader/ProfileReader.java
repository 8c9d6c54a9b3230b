package io.tocsin.collector.reader;

import io.tocsin.collector.decode.ProfileDecoder;
import io.tocsin.collector.decode.ReceivedProfile;
import io.tocsin.collector.decode.UndecodableEntryException;
import io.tocsin.collector.ledger.Book;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.recording.UnreadableRecordingException;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.blob.BlobKey;
import io.tocsin.model.blob.BlobStore;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.profile.ProfileStore;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings to merged stacks. A required reader, so that the ledger balances; what keeps a store
 * that is broken for long from filling the log is that it gives up, counted. A recording that
 * cannot be read is set aside in the blob store, counted and shown, and the next one follows.
 */
public final class ProfileReader implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileReader.class);
  private static final String NAME = "profiles";
  private static final String SET_ASIDE_KIND = "profiles-unreadable";

  private final EntryPump pump;
  private final ProfileDecoder decoder;
  private final ProfileStore store;
  private final BlobStore blobs;
  private final Ledger ledger;
  private final ReadersConfig.Profiles config;
  private final InstantSource clock;
  private final RecentTrouble trouble = new RecentTrouble();
  private final CounterFamily leftOut =
      new CounterFamily(
          "tocsin_profile_samples_left_out_total",
          "Samples past max_samples of their recording, not in merged stacks.",
          "tenant");

  public ProfileReader(
      ReadersConfig config,
      TelemetryLog log,
      ProfileDecoder decoder,
      ProfileStore store,
      BlobStore blobs,
      Ledger ledger,
      InstantSource clock) {
    this.decoder = decoder;
    this.store = store;
    this.blobs = blobs;
    this.ledger = ledger;
    this.config = config.profiles();
    this.clock = clock;
    this.pump = new EntryPump(log, new ReaderSpec(NAME, true), config, new Storing(), clock);
  }

  @Override
  public void start() {
    pump.start();
  }

  @Override
  public Health health() {
    return trouble.shownIn(pump.health());
  }

  @Override
  public void close() {
    pump.close();
  }

  @Override
  public List<Sample> samples() {
    return Stream.of(pump.samples(), leftOut.samples()).flatMap(List::stream).toList();
  }

  private final class Storing implements EntryWork {
    private final Bookings bookings = new Bookings();
    private Positions read = Positions.NONE;
    private long lastCommitNanos = System.nanoTime();
    private long failingSinceNanos;
    private boolean failing;

    @Override
    public void begin(Reader reader) {
      Bookmark committed = reader.committed();
      Book book = Book.of(committed.note());
      bookings.begin(book, List.of());
      ledger.open(NAME, book);
      read = Positions.NONE;
      reader.seek(committed.positions(), book.seen());
    }

    @Override
    public void take(List<LogEntry> entries, Reader reader) {
      for (LogEntry entry : entries) {
        if (entry.batch().kind() == TelemetryKind.PROFILES) {
          take(entry);
        }
        read = read.after(entry.position());
      }
      if (System.nanoTime() - lastCommitNanos > config.commitInterval().toNanos()) {
        commit(reader);
      }
    }

    private void take(LogEntry entry) {
      bookings.saw(entry);
      TenantId tenant = entry.batch().tenant();
      List<ReceivedProfile> profiles;
      try {
        profiles = decoder.decode(entry);
      } catch (UndecodableEntryException e) {
        bookings.dropped(tenant, "undecodable", entry.batch().records());
        note("an entry of the log cannot be decoded: " + e.getMessage(), e);
        return;
      }
      for (ReceivedProfile profile : profiles) {
        String dropped = store(profile);
        if (dropped.isEmpty()) {
          bookings.stored(tenant, 1);
        } else {
          bookings.dropped(tenant, dropped, 1);
        }
      }
    }

    /** Empty where it is stored, else why it is not. */
    private String store(ReceivedProfile profile) {
      ReceivedProfile.Read decoded;
      try {
        decoded = decoder.read(profile);
      } catch (UnreadableRecordingException
          | RuntimeException
          | StackOverflowError
          | OutOfMemoryError e) {
        setAside(profile);
        note("recording " + profile.info().id() + " cannot be read: " + e.getMessage(), e);
        return "unreadable_recording";
      }
      try {
        boolean kept = store.write(decoded.recording(), profile.original());
        failing = false;
        leftOut.add(decoded.leftOut(), profile.tenant().value());
        return kept ? "" : "duplicate_recording";
      } catch (IllegalArgumentException e) {
        note("the profile store cannot hold a recording: " + e.getMessage(), e);
        return "profile_store_refused";
      } catch (UncheckedIOException e) {
        giveUpOr(e);
        return "profile_store_failed";
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        // It would be so again, and the log's segments would be held for it.
        setAside(profile);
        note("recording " + profile.info().id() + " cannot be kept: " + e, e);
        return "profile_store_refused";
      }
    }

    private void giveUpOr(UncheckedIOException failure) {
      long now = System.nanoTime();
      if (!failing) {
        failing = true;
        failingSinceNanos = now;
      }
      if (now - failingSinceNanos < config.giveUpAfter().toNanos()) {
        throw failure;
      }
      note("recordings are dropped, because the store has failed for long: " + failure, failure);
    }

    private void setAside(ReceivedProfile profile) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      try {
        blobs.put(
            new BlobKey(profile.tenant(), SET_ASIDE_KIND, today, profile.info().id()),
            profile.original());
      } catch (UncheckedIOException | IllegalArgumentException e) {
        LOG.warn("recording {} could not be set aside", profile.info().id(), e);
      }
    }

    private void note(String what, Throwable because) {
      if (trouble.note(what)) {
        LOG.error("reader {}: {}", NAME, what, because);
      }
    }

    @Override
    public void end(Reader reader) {
      commit(reader);
    }

    private void commit(Reader reader) {
      lastCommitNanos = System.nanoTime();
      if (!read.nextOffsets().isEmpty()) {
        Positions done = read;
        read = Positions.NONE;
        Book book = bookings.book();
        reader.commit(new Bookmark(done, book.bytes()));
        ledger.settled(NAME, book);
      }
    }
  }
}
