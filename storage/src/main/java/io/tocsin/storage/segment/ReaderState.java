package io.tocsin.storage.segment;

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

  private ReaderState(String name, long epoch, SlotFile file, boolean required, Positions held) {
    this.name = name;
    this.epoch = epoch;
    this.file = file;
    this.required = required;
    this.held = held;
  }

  static ReaderState create(
      Disk disk, String name, long epoch, boolean required, Positions positions)
      throws IOException {
    SlotFile file =
        SlotFile.create(disk, FileNames.reader(name), MAGIC, bodyOf(epoch, required, positions));
    return new ReaderState(name, epoch, file, required, positions);
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
    Positions positions = sameLog ? new Positions(next) : Positions.NONE;
    return new ReaderState(name, epoch, opened.file(), required, positions);
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
      file.write(bodyOf(epoch, now, held));
      required = now;
    }
  }

  synchronized Positions held() {
    return held;
  }

  /** The file that a start would find. */
  synchronized byte[] image() {
    return SlotFile.image(MAGIC, bodyOf(epoch, required, held));
  }

  /** Durable when it returns; what it no longer needs may be released then. */
  synchronized void commit(Positions positions) throws IOException {
    Map<Integer, Long> next = new TreeMap<>(held.nextOffsets());
    next.putAll(positions.nextOffsets());
    Positions merged = new Positions(next);
    file.write(bodyOf(epoch, required, merged));
    held = merged;
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

  private static ByteBuffer bodyOf(long epoch, boolean required, Positions positions) {
    Map<Integer, Long> next = positions.nextOffsets();
    ByteBuffer body = ByteBuffer.allocate(13 + next.size() * 12);
    body.putLong(epoch).put((byte) (required ? 1 : 0)).putInt(next.size());
    next.forEach((partition, offset) -> body.putInt(partition).putLong(offset));
    return body.flip();
  }

  @Override
  public void close() {
    file.close();
  }
}
