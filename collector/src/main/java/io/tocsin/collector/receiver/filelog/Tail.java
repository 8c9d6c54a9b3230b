package io.tocsin.collector.receiver.filelog;

import io.tocsin.collector.receiver.filelog.checkpoint.Checkpoint;
import io.tocsin.collector.receiver.filelog.checkpoint.Intent;
import io.tocsin.collector.receiver.filelog.checkpoint.Place;
import io.tocsin.collector.receiver.filelog.checkpoint.Range;
import io.tocsin.collector.receiver.filelog.file.FileTable;
import io.tocsin.collector.receiver.filelog.file.Globs;
import io.tocsin.collector.receiver.filelog.file.Problems;
import io.tocsin.collector.receiver.filelog.file.TailedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the files of one receiver, batch by batch. First come the batches of which an earlier
 * process did not learn whether the log took them: the same ranges again, so that the log knows
 * them. For one thread.
 */
final class Tail implements AutoCloseable {
  private static final int SMALLEST_BUFFER = 1 << 20;

  /** A record of so many attributes is a tenth of what the pipeline takes in one request. */
  private static final int BATCH_ATTRIBUTES = 100_000;

  private record Named(Path path, byte[] resource) {}

  private final FilelogConfig config;
  private final Checkpoint checkpoint;
  private final InstantSource clock;
  private final TailCounts counts;
  private final Problems problems;
  private final Globs globs;
  private final FileTable files;
  private final RecordReader records;
  private final ResourceTemplate resources;
  private final Map<Long, Named> named = new HashMap<>();
  private final Deque<Intent> again;
  private final byte[] buffer;
  private Iterator<TailedFile> round = List.<TailedFile>of().iterator();
  private long searchedNanos = Long.MIN_VALUE;
  private volatile TailStatus status = TailStatus.NONE;

  Tail(FilelogConfig config, Checkpoint checkpoint, TailCounts counts, InstantSource clock) {
    this.config = config;
    this.checkpoint = checkpoint;
    this.counts = counts;
    this.clock = clock;
    this.problems = new Problems();
    this.globs = new Globs(config.include(), config.exclude(), config.maxFiles(), problems);
    this.files = new FileTable(config.files(), globs, checkpoint, problems);
    this.records = new RecordReader(config, counts, clock);
    this.resources = new ResourceTemplate(config);
    this.again = new ArrayDeque<>(checkpoint.pending());
    // Twice what a record may be, so that one is always whole in it, or known to be too long.
    int most = 2 * (config.maxLineBytes() + config.multiline().maxBytes());
    this.buffer = new byte[Math.max(SMALLEST_BUFFER, most) + 1_024];
  }

  /** What is there to be read now; empty where it is not enough for a record. */
  Optional<Batch> next() throws IOException {
    long now = nanos();
    if (searchedNanos == Long.MIN_VALUE
        || !round.hasNext() && now - searchedNanos >= config.pollInterval().toNanos()) {
      files.search(now);
      searchedNanos = now;
      round = List.copyOf(files.files()).iterator();
      publish();
    }
    Intent intent = again.poll();
    return intent != null ? Optional.of(replayed(intent)) : read(now);
  }

  private Optional<Batch> read(long now) {
    List<Range> ranges = new ArrayList<>();
    while (round.hasNext() && !isFull()) {
      TailedFile file = round.next();
      boolean flush = isFlushDue(file, now);
      if (file.unread() > 0 && (flush || !file.isStalled()) && files.isReadable(file)) {
        read(file, flush, ranges);
      }
    }
    if (ranges.isEmpty()) {
      return Optional.empty();
    }
    int count = records.batch().records();
    return Optional.of(new Batch(null, ranges, count, records.batch().take()));
  }

  private boolean isFull() {
    BatchWriter batch = records.batch();
    return batch.bytes() >= config.batchBytes()
        || batch.records() >= config.batchRecords()
        || batch.attributes() >= BATCH_ATTRIBUTES;
  }

  private boolean isFlushDue(TailedFile file, long now) {
    return !config.forceFlushPeriod().isZero()
        && now - file.grownNanos() >= config.forceFlushPeriod().toNanos();
  }

  /** As much of the file as the batch has room for; a large file takes its turn again. */
  private void read(TailedFile file, boolean flush, List<Range> ranges) {
    long from = file.place().offset();
    records.batch().resource(resourceOf(file));
    try {
      while (!isFull()) {
        int length = file.read(buffer, Long.MAX_VALUE);
        if (length < 0) {
          files.truncated(file);
          break;
        }
        int start = file.place().before().length();
        boolean atEnd = length < buffer.length;
        int end =
            records.read(
                buffer,
                start,
                length,
                file.place(),
                flush && atEnd,
                patternOf(file),
                () -> !isFull());
        boolean moved = end > start || records.state() != file.place().state();
        if (moved) {
          file.move(file.placeAt(buffer, end, records.state()));
        }
        if (isFull()) {
          round = again(file);
        } else if (!moved || atEnd) {
          file.stalled();
          break;
        }
      }
    } catch (IOException e) {
      files.trouble(file.path(), e);
    }
    if (file.place().offset() > from) {
      ranges.add(new Range(file.id(), from, file.place()));
    }
  }

  /** The files that are still to come in this round, then this one. */
  private Iterator<TailedFile> again(TailedFile file) {
    List<TailedFile> rest = new ArrayList<>();
    round.forEachRemaining(rest::add);
    rest.add(file);
    return rest.iterator();
  }

  private Batch replayed(Intent intent) {
    for (Range range : intent.ranges()) {
      TailedFile file = files.file(range.file());
      if (file == null || !files.isReadable(file) || file.size() < range.end().offset()) {
        files.counts().lost(range.bytes());
        continue;
      }
      records.batch().resource(resourceOf(file));
      try {
        replay(file, range.end());
      } catch (IOException e) {
        files.trouble(file.path(), e);
      }
      file.move(range.end());
    }
    int count = records.batch().records();
    return new Batch(intent, intent.ranges(), count, records.batch().take());
  }

  private void replay(TailedFile file, Place to) throws IOException {
    while (file.place().offset() < to.offset()) {
      int length = file.read(buffer, to.offset());
      int start = file.place().before().length();
      if (length < start) {
        return;
      }
      boolean last = file.place().offset() + length - start >= to.offset();
      int end =
          records.read(buffer, start, length, file.place(), last, patternOf(file), () -> true);
      if (end == start) {
        return;
      }
      file.move(file.placeAt(buffer, end, records.state()));
    }
  }

  private byte[] resourceOf(TailedFile file) {
    Named known = named.get(file.id());
    if (known == null || !known.path().equals(file.path())) {
      if (named.size() > config.maxFiles()) {
        named.clear();
      }
      known = new Named(file.path(), resources.encoded(file.pattern(), file.path()));
      named.put(file.id(), known);
    }
    return known.resource();
  }

  private String patternOf(TailedFile file) {
    return config.include().get(Math.min(file.pattern(), config.include().size() - 1));
  }

  private void publish() {
    Collection<TailedFile> all = files.files();
    long[] lag = new long[config.include().size()];
    all.forEach(file -> lag[Math.min(file.pattern(), lag.length - 1)] += file.unread());
    status =
        new TailStatus(
            all.size(),
            files.open(),
            lag,
            problems.count(),
            problems.tell().orElse(""),
            globs.leftOut(),
            files.counts().truncations(),
            files.counts().continuations(),
            files.counts().lostBytes());
  }

  /** Whether every file was looked at since the last search. */
  boolean isIdle() {
    return !round.hasNext() && again.isEmpty();
  }

  /** As of the last search. */
  TailStatus status() {
    return status;
  }

  private long nanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** Closes the files; the checkpoint is its owner's. */
  @Override
  public void close() {
    files.close();
  }
}
