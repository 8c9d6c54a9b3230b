package io.tocsin.storage.profile;

import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.telemetry.RecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One service's recordings of one hour: what is on disk, and in memory what it takes to add to it
 * and to answer from it. Writers go one after the other; readers use what the last one left, and
 * wait for none. A write that fails leaves memory and disk apart, so nobody writes to the object
 * from then on and the next one reads the file anew.
 */
final class HourFile {
  private final HourName name;
  private final EntryFile file;
  private final HourLimits limits;
  private final CallPaths paths;
  private final Map<String, RecordId> byId = new HashMap<>();
  private Entry[] entries = new Entry[64];
  private int count;
  private long entryBytes;
  private volatile @Nullable View view;
  private volatile boolean broken;

  /** What is on disk: never changes, as both only grow behind it. */
  private record View(List<Entry> entries, PathTree paths, long bytes) {}

  /** What became of a write. */
  enum Outcome {
    WRITTEN,
    /** The same from the same place of the log. */
    THERE,
    /** Another recording has the id. */
    ANOTHER
  }

  /**
   * @param grown bytes that the file grew by
   * @param others stacks that had no room
   */
  record Write(Outcome outcome, long grown, long others) {}

  HourFile(HourName name, EntryFile file, HourLimits limits) {
    this.name = name;
    this.file = file;
    this.limits = limits;
    this.paths = new CallPaths(limits.paths());
  }

  HourName name() {
    return name;
  }

  boolean isBroken() {
    return broken;
  }

  /** About how much memory it takes. */
  long memory() {
    View now = view;
    return now == null ? Entry.LEAST_BYTES : now.bytes();
  }

  private View view() throws IOException {
    View now = view;
    return now == null ? load() : now;
  }

  private synchronized View load() throws IOException {
    View now = view;
    if (now != null) {
      return now;
    }
    if (broken) {
      throw new IOException("an earlier write failed");
    }
    EntryReader reader = new EntryReader(name.tenant(), paths);
    broken = true;
    file.open((bytes, at) -> add(reader.read(bytes, at)));
    broken = false;
    return publish();
  }

  private void add(Entry entry) {
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, count * 2);
    }
    entries[count++] = entry;
    entryBytes += entry.memory();
    byId.put(entry.info().id(), entry.record());
  }

  private View publish() {
    View now =
        new View(
            Arrays.asList(entries).subList(0, count),
            paths.tree(),
            Entry.LEAST_BYTES + entryBytes + paths.bytes());
    view = now;
    return now;
  }

  /**
   * @param before done where the recording is new, ahead of the entry
   * @throws IllegalArgumentException where the hour has too many recordings
   */
  synchronized Write write(Recording recording, Runnable before) throws IOException {
    load();
    if (broken) {
      throw new IOException("an earlier write failed");
    }
    RecordId there = byId.get(recording.info().id());
    if (there != null) {
      boolean same = there.equals(recording.record());
      return new Write(same ? Outcome.THERE : Outcome.ANOTHER, 0, 0);
    }
    if (entryBytes + Entry.LEAST_BYTES > limits.entryBytes()) {
      throw new IllegalArgumentException(
          count + " recordings of this service in one hour already (cache_bytes)");
    }
    before.run();
    broken = true;
    long sizeBefore = file.size();
    long othersBefore = paths.others();
    EntryWriter.Written written = new EntryWriter(paths).write(recording);
    add(written.entry(recording, file.append(written.content())));
    broken = false;
    publish();
    return new Write(Outcome.WRITTEN, file.size() - sizeBefore, paths.others() - othersBefore);
  }

  /** Adds all samples that fit. */
  void stacks(ProfileQuery query, MergedPaths merged) throws IOException {
    View now = view();
    long[] weightOf = new long[now.paths().nodeCount()];
    boolean any = false;
    try (BlockReader reader = file.reader()) {
      for (Entry entry : now.entries()) {
        if (entry.fits(query)) {
          any |= add(entry, query, reader, weightOf);
        }
      }
    }
    if (any) {
      merged.add(now.paths(), weightOf);
    }
  }

  private static boolean add(Entry entry, ProfileQuery query, BlockReader reader, long[] weightOf)
      throws IOException {
    String traceId = query.traceId();
    Entry.Range range = traceId == null ? entry.weights().get(query.type()) : entry.spans();
    if (range == null) {
      return false;
    }
    int from = reader.seek(range);
    int to = from + (int) (range.to() - range.from());
    if (traceId != null) {
      return EntryReader.addTrace(reader.bytes(), from, to, traceId, query.type(), weightOf);
    }
    EntryReader.add(reader.bytes(), from, to, weightOf);
    return true;
  }

  List<ProfileInfo> recordings(ProfileQuery query) throws IOException {
    View now = view();
    List<ProfileInfo> found = new ArrayList<>();
    long[] weightOf = new long[query.traceId() == null ? 0 : now.paths().nodeCount()];
    try (BlockReader reader = file.reader()) {
      for (Entry entry : now.entries()) {
        if (entry.fits(query) && (query.traceId() == null || add(entry, query, reader, weightOf))) {
          found.add(entry.info());
        }
      }
    }
    return found;
  }
}
