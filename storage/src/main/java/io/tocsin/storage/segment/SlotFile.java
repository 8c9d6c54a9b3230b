package io.tocsin.storage.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A small value that is replaced atomically: two slots of a fixed-size file, written in turn, the
 * newer intact one counts. Takes one force a change and no new space, so that readers can say how
 * far they are, and by that free space, while the disk is full.
 */
final class SlotFile implements Closeable {
  static final int SLOT_BYTES = 4_096;
  private static final byte VERSION = 1;

  /** Magic, version, sequence and length before the body, checksum behind it. */
  private static final int HEAD_BYTES = 3 + 1 + 8 + 4;

  private final DurableFile file;
  private final String magic;
  private long sequence;

  private SlotFile(DurableFile file, String magic, long sequence) {
    this.file = file;
    this.magic = magic;
    this.sequence = sequence;
  }

  /** An open file with its value; the value is null where neither slot is intact. */
  record Opened(SlotFile file, @Nullable ByteBuffer body) {}

  /**
   * @param magic three letters
   */
  static SlotFile create(Disk disk, String name, String magic, ByteBuffer body) throws IOException {
    String unfinished = name + FileNames.UNFINISHED;
    try (DurableFile file = disk.create(unfinished)) {
      file.write(0, new byte[2 * SLOT_BYTES], 0, 2 * SLOT_BYTES);
      new SlotFile(file, magic, 0).write(body);
    }
    disk.rename(unfinished, name);
    disk.force();
    return new SlotFile(disk.open(name), magic, 1);
  }

  /** What it returns is on disk: a killed process may have left a value that was not forced. */
  static Opened open(Disk disk, String name, String magic) throws IOException {
    DurableFile file = disk.open(name);
    try {
      file.force();
      long newest = 0;
      ByteBuffer body = null;
      for (int slot = 0; slot < 2; slot++) {
        byte[] bytes = new byte[SLOT_BYTES];
        if (file.read((long) slot * SLOT_BYTES, bytes, 0, SLOT_BYTES) == SLOT_BYTES) {
          long found = sequenceOf(bytes, magic);
          if (found > newest) {
            newest = found;
            body = bodyOf(bytes);
          }
        }
      }
      return new Opened(new SlotFile(file, magic, newest), body);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** After an exception the value is the old or the new one, and the next write may follow. */
  void write(ByteBuffer body) throws IOException {
    byte[] slot = slot(magic, sequence + 1, body);
    file.write((sequence + 1) % 2 * SLOT_BYTES, slot, 0, SLOT_BYTES);
    file.force();
    sequence++;
  }

  private static byte[] slot(String magic, long sequence, ByteBuffer body) {
    ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
    magic.chars().forEach(c -> slot.put((byte) c));
    slot.put(VERSION).putLong(sequence).putInt(body.remaining()).put(body.duplicate());
    Checksum.seal(slot);
    return slot.array();
  }

  /** What a new file with that value holds. A copy of one that is in use could catch a write. */
  static byte[] image(String magic, ByteBuffer body) {
    byte[] image = new byte[2 * SLOT_BYTES];
    System.arraycopy(slot(magic, 1, body), 0, image, SLOT_BYTES, SLOT_BYTES);
    return image;
  }

  private static long sequenceOf(byte[] bytes, String magic) {
    ByteBuffer slot = ByteBuffer.wrap(bytes);
    for (int i = 0; i < magic.length(); i++) {
      if (slot.get() != magic.charAt(i)) {
        return 0;
      }
    }
    if (slot.get() != VERSION) {
      return 0;
    }
    long sequence = slot.getLong();
    int length = slot.getInt();
    if (length < 0 || length > SLOT_BYTES - HEAD_BYTES - 4) {
      return 0;
    }
    return slot.getInt(HEAD_BYTES + length) == Checksum.of(bytes, 0, HEAD_BYTES + length)
        ? sequence
        : 0;
  }

  private static ByteBuffer bodyOf(byte[] bytes) {
    int length = ByteBuffer.wrap(bytes).getInt(HEAD_BYTES - 4);
    return ByteBuffer.wrap(bytes, HEAD_BYTES, length).slice();
  }

  @Override
  public void close() {
    file.close();
  }
}
