package io.tocsin.storage.segment;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that keeps what was written apart from what was forced: bytes of files, and
 * names in the folder. The power can be cut before any step; a step is every write, truncate,
 * force, create, rename and delete. What was not forced by then survives in any part: each sector
 * and each change of a name by itself, in the worst order that a file system may choose.
 */
final class PowerCutDisk implements Disk {
  private volatile boolean closesFail;
  private final Map<String, UnforcedContent> forcedNames;
  private final List<NameChange> unforcedNames = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, UnforcedContent> names;
  private int steps;
  private int cutAt = Integer.MAX_VALUE;
  private long capacity = Long.MAX_VALUE;

  /** What a step does. */
  enum Step {
    WRITE,
    TRUNCATE,
    FORCE,
    FORCE_FOLDER,
    CREATE,
    RENAME,
    DELETE,
    OPEN
  }

  private record NameChange(
      @Nullable String from, @Nullable String to, @Nullable UnforcedContent content) {
    void apply(Map<String, UnforcedContent> names) {
      if (from != null) {
        names.remove(from);
      }
      if (to != null && content != null) {
        names.put(to, content);
      }
    }
  }

  private record Fault(
      Step step, Predicate<String> file, String message, boolean once, boolean isDefect) {}

  PowerCutDisk() {
    this(new HashMap<>());
  }

  private PowerCutDisk(Map<String, UnforcedContent> names) {
    this.names = new HashMap<>(names);
    this.forcedNames = new HashMap<>(names);
  }

  /** The power goes before that step, counted from 0; nothing works from then on. */
  synchronized PowerCutDisk cutAt(int step) {
    cutAt = step;
    return this;
  }

  synchronized int steps() {
    return steps;
  }

  synchronized boolean isCut() {
    return steps > cutAt;
  }

  /** Fails the next such step, a write after half of its bytes. */
  synchronized void failOnce(Step step, Predicate<String> file, String message) {
    faults.add(new Fault(step, file, message, true, false));
  }

  /** Fails every such step until {@link #heal}. */
  synchronized void fail(Step step, Predicate<String> file, String message) {
    faults.add(new Fault(step, file, message, false, false));
  }

  /** The next such step throws what no disk throws. */
  synchronized void throwOnce(Step step, Predicate<String> file, String message) {
    faults.add(new Fault(step, file, message, true, true));
  }

  synchronized void heal() {
    faults.clear();
    capacity = Long.MAX_VALUE;
  }

  /** Writes that would make all files together longer than that find no space. */
  synchronized void limitTo(long bytes) {
    capacity = bytes;
  }

  synchronized long used() {
    return names.values().stream().mapToLong(content -> content.bytes().length).sum();
  }

  /**
   * What is found when the power is back.
   *
   * @param keep chance of each unforced sector and name to have come onto the disk
   */
  synchronized PowerCutDisk survivor(Random random, double keep) {
    Map<String, UnforcedContent> found = new HashMap<>(forcedNames);
    for (NameChange change : unforcedNames) {
      if (random.nextDouble() < keep) {
        change.apply(found);
      }
    }
    Map<String, UnforcedContent> survived = new HashMap<>();
    found.forEach((name, content) -> survived.put(name, content.survivor(random, keep)));
    return new PowerCutDisk(survived);
  }

  /** A byte of a file goes bad where it lies. */
  synchronized void damage(String name, int at) {
    UnforcedContent content = names.get(name);
    if (content != null) {
      content.damage(at);
    }
  }

  /** What a killed process leaves: everything is seen, and still nothing more was forced. */
  synchronized PowerCutDisk afterKill() {
    Map<UnforcedContent, UnforcedContent> copies = new HashMap<>();
    PowerCutDisk left = new PowerCutDisk();
    names.forEach((name, content) -> left.names.put(name, content.copy(copies)));
    forcedNames.forEach((name, content) -> left.forcedNames.put(name, content.copy(copies)));
    for (NameChange change : unforcedNames) {
      UnforcedContent content = change.content();
      left.unforcedNames.add(
          new NameChange(
              change.from(), change.to(), content == null ? null : content.copy(copies)));
    }
    return left;
  }

  private void step(Step step, String file) throws IOException {
    if (steps++ >= cutAt) {
      steps = Integer.MAX_VALUE;
      throw new IOException("the power is off");
    }
    for (Fault fault : faults) {
      if (fault.step() == step && fault.file().test(file)) {
        if (fault.once()) {
          faults.remove(fault);
        }
        if (fault.isDefect()) {
          throw new IllegalStateException(fault.message());
        }
        throw new IOException(fault.message());
      }
    }
  }

  private void requirePower() throws IOException {
    if (isCut()) {
      throw new IOException("the power is off");
    }
  }

  private void rename(NameChange change) {
    change.apply(names);
    unforcedNames.add(change);
  }

  @Override
  public synchronized List<String> list() throws IOException {
    requirePower();
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized DurableFile create(String name) throws IOException {
    step(Step.CREATE, name);
    UnforcedContent content = names.get(name);
    if (content == null) {
      content = new UnforcedContent(new byte[0]);
      rename(new NameChange(null, name, content));
    } else {
      content.truncate(0);
    }
    return new OpenFile(name, content);
  }

  @Override
  public synchronized DurableFile open(String name) throws IOException {
    requirePower();
    for (Fault fault : faults) {
      if (fault.step() == Step.OPEN && fault.file().test(name)) {
        throw new FileNotFoundException(fault.message());
      }
    }
    UnforcedContent content = names.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return new OpenFile(name, content);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    step(Step.RENAME, from);
    UnforcedContent content = names.get(from);
    if (content == null) {
      throw new NoSuchFileException(from);
    }
    rename(new NameChange(from, to, content));
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    step(Step.DELETE, name);
    rename(new NameChange(name, null, null));
  }

  @Override
  public synchronized void copyTo(String name, long bytes, boolean unchanging, Path folder)
      throws IOException {
    requirePower();
    UnforcedContent content = names.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    byte[] all = content.bytes();
    Files.write(folder.resolve(name), Arrays.copyOf(all, (int) Math.min(all.length, bytes)));
  }

  @Override
  public synchronized void force() throws IOException {
    step(Step.FORCE_FOLDER, "");
    forcedNames.clear();
    forcedNames.putAll(names);
    unforcedNames.clear();
  }

  @Override
  public void close() {}

  /** From now on nobody can close a file. */
  void failCloses(boolean fail) {
    closesFail = fail;
  }

  private final class OpenFile implements DurableFile {
    private final String name;
    private final UnforcedContent content;

    OpenFile(String name, UnforcedContent content) {
      this.name = name;
      this.content = content;
    }

    @Override
    public long size() throws IOException {
      synchronized (PowerCutDisk.this) {
        requirePower();
        return content.bytes().length;
      }
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) throws IOException {
      synchronized (PowerCutDisk.this) {
        requirePower();
        int read = (int) Math.clamp(content.bytes().length - at, 0, length);
        if (read > 0) {
          System.arraycopy(content.bytes(), (int) at, into, offset, read);
        }
        return read;
      }
    }

    @Override
    public void write(long at, byte[] from, int offset, int length) throws IOException {
      synchronized (PowerCutDisk.this) {
        try {
          step(Step.WRITE, name);
        } catch (IOException e) {
          content.write((int) at, from, offset, length / 2);
          throw e;
        }
        long grows = Math.max(0, at + length - content.bytes().length);
        long room = Math.max(0, capacity - used());
        int fits = (int) Math.min(length, length - grows + room);
        content.write((int) at, from, offset, fits);
        if (fits < length) {
          throw new IOException("No space left on device");
        }
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (PowerCutDisk.this) {
        step(Step.TRUNCATE, name);
        content.truncate((int) size);
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (PowerCutDisk.this) {
        step(Step.FORCE, name);
        content.force();
      }
    }

    @Override
    public void close() {
      if (closesFail) {
        throw new OutOfMemoryError("as asked for");
      }
    }
  }
}
