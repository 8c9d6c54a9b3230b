package io.tocsin.storage.segment;

import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Positions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the log keeps of one reader, open or not. What the reader holds is what it has committed,
 * or, after a seek, where it went.
 */
final class ReaderState implements Closeable {
  static final String MAGIC = "TRP";

  private final String name;
  private final long epoch;
  private final SlotFile file;
  private final AtomicBoolean open = new AtomicBoolean();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder gapBatches = new LongAdder();
  private boolean required;
  private Positions held;
  private Bookmark committed;

  private ReaderState(
      String name, long epoch, SlotFile file, boolean required, Bookmark committed) {
    this.name = name;
    this.epoch = epoch;
    this.file = file;
    this.required = required;
    this.held = committed.positions();
    this.committed = committed;
  }

  static ReaderState create(
      Disk disk, String name, long epoch, boolean required, Positions positions)
      throws IOException {
    SlotFile file =
        SlotFile.create(
            disk, FileNames.reader(name), MAGIC, bodyOf(epoch, required, Bookmark.at(positions)));
    return new ReaderState(name, epoch, file, required, Bookmark.at(positions));
  }

  /**
   * An IOException too where no slot of the file is intact. Positions of another log count as 0.
   */
  static ReaderState load(Disk disk, String name, long epoch) throws IOException {
    SlotFile.Opened opened = SlotFile.open(disk, FileNames.reader(name), MAGIC);
    ByteBuffer body = opened.body();
    if (body == null) {
      opened.file().close();
      throw new IOException("no slot of the file is intact");
    }
    boolean sameLog = body.getLong() == epoch;
    boolean required = body.get() == 1;
    Map<Integer, Long> next = new TreeMap<>();
    for (int i = body.getInt(); i > 0; i--) {
      next.put(body.getInt(), body.getLong());
    }
    byte[] note = new byte[body.remaining()];
    body.get(note);
    Bookmark committed = sameLog ? new Bookmark(new Positions(next), note) : Bookmark.NONE;
    return new ReaderState(name, epoch, opened.file(), required, committed);
  }

  String name() {
    return name;
  }

  /** False where somebody has it open already. */
  boolean tryOpen() {
    return open.compareAndSet(false, true);
  }

  void closeReader() {
    open.set(false);
  }

  boolean isOpen() {
    return open.get();
  }

  synchronized boolean isRequired() {
    return required;
  }

  synchronized void require(boolean now) throws IOException {
    if (now != required) {
      file.write(bodyOf(epoch, now, new Bookmark(held, committed.note())));
      required = now;
    }
  }

  synchronized Positions held() {
    return held;
  }

  synchronized Bookmark committed() {
    return committed;
  }

  /** The file that a start would find. */
  synchronized byte[] image() {
    return SlotFile.image(MAGIC, bodyOf(epoch, required, new Bookmark(held, committed.note())));
  }

  /** Durable when it returns; what it no longer needs may be released then. */
  synchronized void commit(Bookmark done) throws IOException {
    Map<Integer, Long> next = new TreeMap<>(held.nextOffsets());
    next.putAll(done.positions().nextOffsets());
    Bookmark merged = new Bookmark(new Positions(next), done.note());
    file.write(bodyOf(epoch, required, merged));
    held = merged.positions();
    committed = merged;
  }

  /**
   * Reads on from there. Holds what is behind it from now on, and still what is behind the last
   * commit.
   */
  synchronized void moveTo(Positions positions) {
    Map<Integer, Long> least = new TreeMap<>();
    held.nextOffsets().forEach((p, next) -> least.put(p, Math.min(next, positions.next(p))));
    held = new Positions(least);
  }

  void gap(long batches) {
    gaps.increment();
    gapBatches.add(batches);
  }

  long gaps() {
    return gaps.sum();
  }

  long gapBatches() {
    return gapBatches.sum();
  }

  private static ByteBuffer bodyOf(long epoch, boolean required, Bookmark at) {
    Map<Integer, Long> next = at.positions().nextOffsets();
    ByteBuffer body = ByteBuffer.allocate(13 + next.size() * 12 + at.note().length);
    body.putLong(epoch).put((byte) (required ? 1 : 0)).putInt(next.size());
    next.forEach((partition, offset) -> body.putInt(partition).putLong(offset));
    return body.put(at.note()).flip();
  }

  @Override
  public void close() {
    file.close();
  }
}
