package io.tocsin.storage.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hours that are in memory, the least used dropped first. There is never more than one object
 * for a file: it goes only while nobody works with it.
 */
final class HourFiles {
  private final Path root;
  private final Damaged damaged;
  private final HourLimits limits;
  private final long memoryLimit;
  private final Map<HourName, Held> all = new LinkedHashMap<>(64, 0.75f, true);
  private long memory;

  private static final class Held {
    private final HourFile file;
    private int users;
    private long memory;

    Held(HourFile file) {
      this.file = file;
    }
  }

  /** What somebody does with an hour. */
  interface Work<T> {
    T on(HourFile file) throws IOException;
  }

  HourFiles(Path root, Damaged damaged, HourLimits limits, long memoryLimit) {
    this.root = root;
    this.damaged = damaged;
    this.limits = limits;
    this.memoryLimit = memoryLimit;
  }

  <T> T use(HourName name, Work<T> work) throws IOException {
    Held held = take(name);
    try {
      return work.on(held.file);
    } finally {
      giveBack(held);
    }
  }

  private synchronized Held take(HourName name) {
    Held held =
        all.computeIfAbsent(
            name,
            absent ->
                new Held(new HourFile(absent, new EntryFile(absent.file(root), damaged), limits)));
    held.users++;
    return held;
  }

  private void giveBack(Held held) {
    long takes = held.file.memory();
    boolean broken = held.file.isBroken();
    synchronized (this) {
      held.users--;
      memory += takes - held.memory;
      held.memory = takes;
      if (broken && held.users == 0) {
        forget(held.file.name());
      }
      trim();
    }
  }

  private void trim() {
    Iterator<Held> leastUsed = new ArrayList<>(all.values()).iterator();
    while (memory > memoryLimit && leastUsed.hasNext()) {
      Held held = leastUsed.next();
      if (held.users == 0) {
        forget(held.file.name());
      }
    }
  }

  private void forget(HourName name) {
    Held gone = all.remove(name);
    if (gone != null) {
      memory -= gone.memory;
    }
  }

  /** Those of an hour that is about to be deleted; false while somebody works with one. */
  synchronized boolean forget(List<HourName> names) {
    for (HourName name : names) {
      Held held = all.get(name);
      if (held != null && held.users > 0) {
        return false;
      }
    }
    names.forEach(this::forget);
    return true;
  }

  synchronized long memory() {
    return memory;
  }
}
