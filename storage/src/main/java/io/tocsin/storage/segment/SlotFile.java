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
  /** Of a slot, at least; one that a value outgrows is replaced by one with room to spare. */
  static final int SLOT_BYTES = 4_096;

  private static final int MAX_SLOT_BYTES = 1 << 26;
  private static final byte VERSION = 1;

  /** Magic, version, sequence and length before the body, checksum behind it. */
  private static final int HEAD_BYTES = 3 + 1 + 8 + 4;

  private final Disk disk;
  private final String name;
  private final String magic;
  private DurableFile file;
  private int slotBytes;
  private long sequence;

  private SlotFile(
      Disk disk, String name, String magic, DurableFile file, int slotBytes, long sequence) {
    this.disk = disk;
    this.name = name;
    this.magic = magic;
    this.file = file;
    this.slotBytes = slotBytes;
    this.sequence = sequence;
  }

  /** An open file with its value; the value is null where neither slot is intact. */
  record Opened(SlotFile file, @Nullable ByteBuffer body) {}

  /**
   * @param magic three letters
   */
  static SlotFile create(Disk disk, String name, String magic, ByteBuffer body) throws IOException {
    byte[] image = image(magic, body);
    String unfinished = name + FileNames.UNFINISHED;
    try (DurableFile file = disk.create(unfinished)) {
      file.write(0, image, 0, image.length);
      file.force();
    }
    disk.rename(unfinished, name);
    disk.force();
    return new SlotFile(disk, name, magic, disk.open(name), image.length / 2, 1);
  }

  /** What it returns is on disk: a killed process may have left a value that was not forced. */
  static Opened open(Disk disk, String name, String magic) throws IOException {
    DurableFile file = disk.open(name);
    try {
      file.force();
      int slotBytes = (int) Math.clamp(file.size() / 2, SLOT_BYTES, MAX_SLOT_BYTES);
      long newest = 0;
      ByteBuffer body = null;
      for (int slot = 0; slot < 2; slot++) {
        byte[] bytes = new byte[slotBytes];
        if (file.read((long) slot * slotBytes, bytes, 0, slotBytes) == slotBytes) {
          long found = sequenceOf(bytes, magic);
          if (found > newest) {
            newest = found;
            body = bodyOf(bytes);
          }
        }
      }
      return new Opened(new SlotFile(disk, name, magic, file, slotBytes, newest), body);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** After an exception the value is the old or the new one, and the next write may follow. */
  void write(ByteBuffer body) throws IOException {
    if (HEAD_BYTES + body.remaining() + 4 > slotBytes) {
      grow(body);
      return;
    }
    byte[] slot = slot(magic, sequence + 1, body, slotBytes);
    file.write((sequence + 1) % 2 * slotBytes, slot, 0, slotBytes);
    file.force();
    sequence++;
  }

  private void grow(ByteBuffer body) throws IOException {
    SlotFile larger = create(disk, name, magic, body);
    file.close();
    file = larger.file;
    slotBytes = larger.slotBytes;
    sequence = larger.sequence;
  }

  private static byte[] slot(String magic, long sequence, ByteBuffer body, int slotBytes) {
    ByteBuffer slot = ByteBuffer.allocate(slotBytes);
    magic.chars().forEach(c -> slot.put((byte) c));
    slot.put(VERSION).putLong(sequence).putInt(body.remaining()).put(body.duplicate());
    Checksum.seal(slot);
    return slot.array();
  }

  /** What a new file with that value holds. A copy of one that is in use could catch a write. */
  static byte[] image(String magic, ByteBuffer body) {
    int slotBytes = slotBytesFor(body);
    byte[] image = new byte[2 * slotBytes];
    System.arraycopy(slot(magic, 1, body, slotBytes), 0, image, slotBytes, slotBytes);
    return image;
  }

  private static int slotBytesFor(ByteBuffer body) {
    int least = HEAD_BYTES + body.remaining() + 4;
    if (least > MAX_SLOT_BYTES) {
      throw new IllegalArgumentException(
          least + " bytes (expected: at most " + MAX_SLOT_BYTES + ")");
    }
    return least <= SLOT_BYTES
        ? SLOT_BYTES
        : Math.min(MAX_SLOT_BYTES, 4 * Integer.highestOneBit(least));
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
    if (length < 0 || length > bytes.length - HEAD_BYTES - 4) {
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
