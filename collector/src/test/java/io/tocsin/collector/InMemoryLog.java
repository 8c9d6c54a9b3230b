package io.tocsin.collector;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.LogTotals;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.Receipt;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The log's contract without a disk. */
public final class InMemoryLog implements TelemetryLog, LogTotals {
  public static final long EPOCH = 7;
  public static final int MAX_PAYLOAD_BYTES = 4 << 20;
  private static final int ROUTES = 2;

  private final Map<Integer, List<Batch>> partitions = new TreeMap<>();
  private final Map<Position, Long> counts = new HashMap<>();
  private final Map<Flow, Long> taken = new HashMap<>();
  private final Map<String, Bookmark> committed = new HashMap<>();
  private final Set<Position> lost = new HashSet<>();
  private final Set<Known> known = new HashSet<>();
  private @Nullable LogRefusedException refusal;

  private record Known(TenantId tenant, Digest digest, int partition) {}

  /** Refuses everything from now on; null takes it again. */
  public synchronized void refuse(@Nullable LogRefusedException why) {
    refusal = why;
  }

  @Override
  public synchronized Receipt append(Submission submission) throws LogRefusedException {
    if (refusal != null) {
      throw refusal;
    }
    if (submission.parts().stream().anyMatch(part -> part.payload().length > MAX_PAYLOAD_BYTES)) {
      throw new IllegalArgumentException("submission with payload bytes");
    }
    List<Position> written = new ArrayList<>();
    long records = 0;
    for (Batch part : submission.parts()) {
      int partition = part.lane().ordinal() * ROUTES + part.route();
      if (known.add(new Known(submission.tenant(), submission.digest(), partition))) {
        written.add(append(partition, part));
        records += part.records();
      }
    }
    notifyAll();
    return new Receipt(written.size() < submission.parts().size(), written, records);
  }

  private Position append(int partition, Batch part) {
    List<Batch> batches = partitions.computeIfAbsent(partition, unused -> new ArrayList<>());
    batches.add(part);
    Position position = new Position(partition, batches.size() - 1);
    Flow flow = new Flow(partition, part.tenant(), part.kind());
    counts.put(position, taken.merge(flow, (long) part.records(), Long::sum));
    return position;
  }

  public synchronized List<Batch> batches() {
    return partitions.values().stream().flatMap(List::stream).toList();
  }

  public synchronized Positions committed(String reader) {
    return committed.getOrDefault(reader, Bookmark.NONE).positions();
  }

  @Override
  public synchronized Map<Flow, Long> taken() {
    return Map.copyOf(taken);
  }

  /** As a damaged file does: nobody will read the entry at that place. */
  public synchronized void lose(Position position) {
    lost.add(position);
  }

  /** As after a kill before any reader committed. */
  public synchronized void forgetCommits() {
    committed.clear();
  }

  @Override
  public Reader reader(ReaderSpec spec) {
    return new InMemoryReader(spec.name());
  }

  @Override
  public int routes() {
    return ROUTES;
  }

  @Override
  public long epoch() {
    return EPOCH;
  }

  private final class InMemoryReader implements Reader {
    private final String name;
    private Positions at;

    InMemoryReader(String name) {
      this.name = name;
      this.at = InMemoryLog.this.committed(name);
    }

    @Override
    public Bookmark committed() {
      synchronized (InMemoryLog.this) {
        return committed.getOrDefault(name, Bookmark.NONE);
      }
    }

    @Override
    public void seek(Positions positions, Map<Flow, Long> seen) {
      at = positions;
    }

    @Override
    public List<LogEntry> poll(int max, Duration wait) throws InterruptedException {
      synchronized (InMemoryLog.this) {
        List<LogEntry> entries = next(max);
        if (entries.isEmpty()) {
          InMemoryLog.this.wait(wait.toMillis());
          entries = next(max);
        }
        return entries;
      }
    }

    private List<LogEntry> next(int max) {
      List<LogEntry> entries = new ArrayList<>();
      for (Lane lane : Lane.values()) {
        for (int route = 0; route < ROUTES; route++) {
          int partition = lane.ordinal() * ROUTES + route;
          List<Batch> batches = partitions.getOrDefault(partition, List.of());
          while (entries.size() < max && at.next(partition) < batches.size()) {
            Position position = new Position(partition, at.next(partition));
            if (!lost.contains(position)) {
              Batch batch = batches.get((int) position.offset());
              entries.add(new LogEntry(position, batch, counts.getOrDefault(position, 0L)));
            }
            at = at.after(position);
          }
        }
      }
      return entries;
    }

    @Override
    public void commit(Bookmark done) {
      synchronized (InMemoryLog.this) {
        TreeMap<Integer, Long> merged =
            new TreeMap<>(InMemoryLog.this.committed(name).nextOffsets());
        merged.putAll(done.positions().nextOffsets());
        committed.put(name, new Bookmark(new Positions(merged), done.note()));
      }
    }

    @Override
    public void close() {}
  }
}
