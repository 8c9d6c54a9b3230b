package io.tocsin.collector.receiver.filelog.file;

import io.tocsin.collector.receiver.filelog.checkpoint.Print;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that are known: each under the key of its inode or, where that holds another file now
 * or is gone, adrift until it is found again. For one thread.
 */
final class Roster {
  private final Map<String, TailedFile> byKey = new LinkedHashMap<>();
  private final Map<Long, TailedFile> adrift = new TreeMap<>();

  /** What was under its key before is adrift. */
  void put(TailedFile file) {
    adrift.remove(file.id());
    TailedFile other = byKey.put(file.key(), file);
    if (other != null && other != file) {
      adrift.put(other.id(), other);
    }
  }

  void setAdrift(TailedFile file, long nowNanos) {
    byKey.remove(file.key(), file);
    file.missing(nowNanos);
    adrift.put(file.id(), file);
  }

  /** Before its key changes. */
  void take(TailedFile file) {
    byKey.remove(file.key(), file);
  }

  @Nullable TailedFile get(String key) {
    return byKey.get(key);
  }

  /** Under their keys. */
  Collection<TailedFile> here() {
    return Collections.unmodifiableCollection(byKey.values());
  }

  Collection<TailedFile> adrift() {
    return Collections.unmodifiableCollection(adrift.values());
  }

  /** Null where none under a key has that id. */
  @Nullable TailedFile find(long id) {
    for (TailedFile file : byKey.values()) {
      if (file.id() == id) {
        return file;
      }
    }
    return null;
  }

  /** By how they begin; what is adrift or missing first, as it is more likely to go on there. */
  Map<Print, List<TailedFile>> byStart() {
    Map<Print, List<TailedFile>> byStart = new HashMap<>();
    adrift.values().forEach(file -> index(byStart, file));
    byKey.values().stream().filter(TailedFile::isMissing).forEach(file -> index(byStart, file));
    byKey.values().stream().filter(f -> !f.isMissing()).forEach(file -> index(byStart, file));
    return byStart;
  }

  /** Adds a file that is long enough to be told by its start. */
  static void index(Map<Print, List<TailedFile>> byStart, TailedFile file) {
    if (file.start().length() > 0) {
      byStart.computeIfAbsent(file.start(), unused -> new ArrayList<>()).add(file);
    }
  }

  /** Opens it; the one that was quiet for longest is closed where so many are open. */
  void open(TailedFile file, int maxOpen) throws IOException {
    if (file.isOpen()) {
      return;
    }
    List<TailedFile> open = byKey.values().stream().filter(TailedFile::isOpen).toList();
    if (open.size() >= maxOpen) {
      open.stream()
          .min((a, b) -> Long.compare(a.grownNanos(), b.grownNanos()))
          .ifPresent(TailedFile::close);
    }
    file.open();
  }

  /** Takes out and returns what is adrift and missing for too long, or one too many. */
  List<TailedFile> forgetAdrift(long beforeNanos, int max) {
    List<TailedFile> gone = new ArrayList<>();
    for (TailedFile file : List.copyOf(adrift.values())) {
      if (file.missingNanos() < beforeNanos || adrift.size() > max) {
        adrift.remove(file.id());
        gone.add(file);
      }
    }
    return gone;
  }

  /** Takes out and returns what is missing for too long. */
  List<TailedFile> forgetMissing(long beforeNanos) {
    List<TailedFile> gone =
        byKey.values().stream()
            .filter(f -> f.isMissing() && !f.isOpen() && f.missingNanos() < beforeNanos)
            .toList();
    gone.forEach(file -> byKey.remove(file.key()));
    return gone;
  }
}
