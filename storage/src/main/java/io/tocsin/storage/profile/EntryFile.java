package io.tocsin.storage.profile;

import io.tocsin.storage.folder.Folders;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * {@code TOCP}, version, three zero bytes, then entries: length, checksum of the content, checksum
 * of these two, content. An entry is forced before its write returns. What a power cut left of the
 * last one is cut off; anything else that does not fit is damage: the file is copied aside, and
 * what stands before the damage goes on.
 */
final class EntryFile {
  private static final int MAGIC = 0x544f4350;
  private static final int VERSION = 1;
  private static final int FILE_HEADER = 8;
  private static final int ENTRY_HEADER = 12;
  private static final int MAX_ENTRY = 1 << 28;

  private final Path path;
  private final Damaged damaged;
  private long size;

  /** Takes an entry's content. */
  interface Taker {
    /**
     * @param at where it begins in the file
     */
    void take(byte[] content, long at) throws IOException;
  }

  EntryFile(Path path, Damaged damaged) {
    this.path = path;
    this.damaged = damaged;
  }

  /** Where the next entry goes. */
  long size() {
    return size;
  }

  BlockReader reader() throws IOException {
    return new BlockReader(path);
  }

  /** Reads all entries, and ends behind the last good one. A file that is absent has none. */
  void open(Taker taker) throws IOException {
    size = 0;
    if (!Files.exists(path)) {
      return;
    }
    long length = Files.size(path);
    boolean torn = false;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
      torn = !readHeader(in, length);
      while (!torn && size < length) {
        torn = !readEntry(in, length, taker);
      }
    } catch (Damage e) {
      damaged.copyAside(path, e);
      torn = true;
    }
    if (torn) {
      cut();
    }
  }

  private boolean readHeader(DataInputStream in, long length) throws IOException {
    if (length < FILE_HEADER) {
      return false;
    }
    int magic = in.readInt();
    int version = in.readUnsignedByte();
    in.skipNBytes(FILE_HEADER - 5);
    if (magic == 0 && version == 0) {
      return false;
    }
    if (magic != MAGIC || version != VERSION) {
      throw new Damage("a profile file of version " + version + " (expected: " + VERSION + ")");
    }
    size = FILE_HEADER;
    return true;
  }

  /** False where the rest is what a power cut left. */
  private boolean readEntry(DataInputStream in, long length, Taker taker) throws IOException {
    if (length - size < ENTRY_HEADER) {
      return false;
    }
    byte[] header = in.readNBytes(ENTRY_HEADER);
    ByteBuffer fields = ByteBuffer.wrap(header);
    int content = fields.getInt();
    int checksum = fields.getInt();
    if (content == 0 && checksum == 0 && fields.getInt() == 0) {
      return false;
    }
    if (fields.getInt(8) != checksum(header, 8) || content < 0 || content > MAX_ENTRY) {
      throw new Damage("an entry's header at byte " + size);
    }
    if (content > length - size - ENTRY_HEADER) {
      return false;
    }
    byte[] bytes = in.readNBytes(content);
    if (bytes.length < content) {
      throw new EOFException("the file became shorter while it was read");
    }
    long next = size + ENTRY_HEADER + content;
    if (checksum(bytes, content) != checksum) {
      if (next == length) {
        return false;
      }
      throw new Damage("an entry's content at byte " + size);
    }
    try {
      taker.take(bytes, size + ENTRY_HEADER);
    } catch (IOException e) {
      throw new Damage("an entry at byte " + size + ": " + e.getMessage());
    }
    size = next;
    return true;
  }

  private void cut() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
      file.getFD().sync();
    }
  }

  /** Durable when it returns. Returns where its content begins. */
  long append(byte[] content) throws IOException {
    if (content.length > MAX_ENTRY) {
      throw new IllegalArgumentException(
          "a recording of %,d bytes when packed (expected: at most %,d)"
              .formatted(content.length, MAX_ENTRY));
    }
    boolean isNew = size == 0;
    int head = isNew ? FILE_HEADER : 0;
    ByteBuffer bytes = ByteBuffer.allocate(head + ENTRY_HEADER + content.length);
    if (isNew) {
      bytes.putInt(MAGIC).putInt(VERSION << 24);
      Folders.create(folder());
    }
    byte[] fields =
        ByteBuffer.allocate(8)
            .putInt(content.length)
            .putInt(checksum(content, content.length))
            .array();
    bytes.put(fields).putInt(checksum(fields, fields.length)).put(content);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(size);
      file.write(bytes.array());
      file.getFD().sync();
    }
    if (isNew) {
      Folders.force(folder());
    }
    long at = size + head + ENTRY_HEADER;
    size = at + content.length;
    return at;
  }

  private Path folder() {
    Path folder = path.getParent();
    if (folder == null) {
      throw new IllegalStateException("a profile file is in a folder: " + path);
    }
    return folder;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Bytes that no power cut explains. */
  private static final class Damage extends IOException {
    Damage(String what) {
      super(what);
    }
  }
}
