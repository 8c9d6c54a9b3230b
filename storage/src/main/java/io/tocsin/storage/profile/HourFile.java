package io.tocsin.storage.profile;

import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.telemetry.RecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One service's recordings of one hour: what is on disk, and in memory what it takes to add to it
 * and to answer from it. A write that fails leaves memory and disk apart, so the object is unusable
 * from then on and the next one reads the file anew.
 */
final class HourFile {
  private static final long ENTRY_BYTES = 500;

  private final HourName name;
  private final EntryFile file;
  private final CallPaths paths = new CallPaths();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, RecordId> byId = new HashMap<>();
  private boolean loaded;
  private boolean broken;

  /** What became of a write. */
  enum Outcome {
    WRITTEN,
    /** The same from the same place of the log. */
    THERE,
    /** Another recording has the id. */
    ANOTHER
  }

  HourFile(HourName name, EntryFile file) {
    this.name = name;
    this.file = file;
  }

  HourName name() {
    return name;
  }

  synchronized boolean isBroken() {
    return broken;
  }

  /** About how much memory it takes. */
  synchronized long memory() {
    return ENTRY_BYTES * (entries.size() + 1) + paths.bytes();
  }

  private void load() throws IOException {
    if (broken) {
      throw new IOException("an earlier write failed");
    }
    if (!loaded) {
      EntryReader reader = new EntryReader(name.tenant(), paths);
      broken = true;
      file.open((bytes, at) -> add(reader.read(bytes, at)));
      broken = false;
      loaded = true;
    }
  }

  private void add(Entry entry) {
    entries.add(entry);
    byId.put(entry.info().id(), entry.record());
  }

  /**
   * @param before done where the recording is new, ahead of the entry
   * @return bytes that the file grew by, in {@code grown[0]}
   */
  synchronized Outcome write(Recording recording, Runnable before, long[] grown)
      throws IOException {
    load();
    RecordId there = byId.get(recording.info().id());
    if (there != null) {
      return there.equals(recording.record()) ? Outcome.THERE : Outcome.ANOTHER;
    }
    before.run();
    broken = true;
    EntryWriter.Written written = new EntryWriter(paths).write(recording);
    long sizeBefore = file.size();
    add(written.entry(recording, file.append(written.content())));
    broken = false;
    grown[0] = file.size() - sizeBefore;
    return Outcome.WRITTEN;
  }

  /** Adds all samples that fit. */
  synchronized void stacks(ProfileQuery query, MergedPaths merged) throws IOException {
    load();
    long[] weightOf = new long[paths.nodeCount()];
    boolean any = false;
    try (BlockReader reader = file.reader()) {
      for (Entry entry : entries) {
        if (entry.fits(query)) {
          any |= add(entry, query, reader, weightOf);
        }
      }
    }
    if (any) {
      merged.add(paths, weightOf);
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

  synchronized List<ProfileInfo> recordings(ProfileQuery query) throws IOException {
    load();
    List<ProfileInfo> found = new ArrayList<>();
    try (BlockReader reader = file.reader()) {
      for (Entry entry : entries) {
        if (entry.fits(query)
            && (query.traceId() == null
                || add(entry, query, reader, new long[paths.nodeCount()]))) {
          found.add(entry.info());
        }
      }
    }
    return found;
  }
}
