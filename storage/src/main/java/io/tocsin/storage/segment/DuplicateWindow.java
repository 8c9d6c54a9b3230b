package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Digest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which submissions are on disk, and which of their parts: how one that is sent again is known.
 * Rebuilt from the entries at each start. Guarded by its owner's lock.
 */
final class DuplicateWindow {
  /** What identifies a submission. */
  record Key(TenantId tenant, Digest digest) {}

  /**
   * @param parts one bit for each partition that the submission went to
   * @param present those of them that are on disk
   */
  private record Known(long parts, long present, long nanos) {
    boolean isWhole() {
      return present == parts;
    }
  }

  private final long windowNanos;
  private final int maxEntries;
  private final Map<Key, Known> known = new LinkedHashMap<>();
  private long forgotten;

  DuplicateWindow(long windowNanos, int maxEntries) {
    this.windowNanos = windowNanos;
    this.maxEntries = maxEntries;
  }

  long windowNanos() {
    return windowNanos;
  }

  /**
   * The partitions whose parts need not be written. All of them for a submission that is whole on
   * disk; none for half of one that was split in another way, which a change of configuration
   * between two attempts can do: rather twice than lost. Half of one is remembered for as long as
   * its sender tries again.
   */
  long present(Key key, long parts, long nowNanos) {
    Known entry = known.get(key);
    if (entry == null || nowNanos - entry.nanos() > windowNanos) {
      return 0;
    }
    if (entry.isWhole()) {
      return parts;
    }
    if (entry.parts() != parts) {
      return 0;
    }
    known.remove(key);
    known.put(key, new Known(parts, entry.present(), nowNanos));
    return entry.present();
  }

  /** A part is on disk. */
  void add(Key key, long parts, int partition, long nanos) {
    Known before = known.remove(key);
    long present = before != null && before.parts() == parts ? before.present() : 0;
    known.put(key, new Known(parts, present | 1L << partition, nanos));
    trim(nanos);
  }

  /** A part was found on disk at start, in any order; {@link #restored} ends it. */
  void restore(Key key, long parts, int partition, long nanos) {
    Known found = new Known(parts, 1L << partition, nanos);
    known.merge(
        key,
        found,
        (a, b) ->
            a.parts() == b.parts()
                ? new Known(parts, a.present() | b.present(), Math.max(a.nanos(), b.nanos()))
                : a.nanos() > b.nanos() ? a : b);
  }

  /**
   * Puts what was restored in order of time and forgets what is too old, seen from the newest: time
   * in which the log did not run does not count, as no sender could repeat anything then.
   *
   * @param otherwise time where nothing was restored
   * @return when the log goes on
   */
  long restored(long otherwise) {
    long nowNanos = known.values().stream().mapToLong(Known::nanos).max().orElse(otherwise);
    List<Map.Entry<Key, Known>> entries = new ArrayList<>(known.entrySet());
    entries.sort((a, b) -> Long.compare(a.getValue().nanos(), b.getValue().nanos()));
    known.clear();
    entries.forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    trim(nowNanos);
    return nowNanos;
  }

  private void trim(long nowNanos) {
    Iterator<Known> oldest = known.values().iterator();
    while (oldest.hasNext()) {
      boolean expired = nowNanos - oldest.next().nanos() > windowNanos;
      if (!expired && known.size() <= maxEntries) {
        return;
      }
      oldest.remove();
      if (!expired) {
        forgotten++;
      }
    }
  }

  /** Entries that left before their time because there were too many. */
  long forgotten() {
    return forgotten;
  }
}
