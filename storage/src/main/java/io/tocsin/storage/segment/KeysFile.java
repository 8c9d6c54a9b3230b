package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the duplicate window needs of a segment that everybody has read: its submissions' digests.
 * Kept in place of the segment, a thousandth of its size, until the window has passed.
 */
final class KeysFile {
  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 3 + 1 + 8 + 4;
  private static final int MAX_KEY_BYTES = 1 + EntryHeader.MAX_TENANT + 16 + 8 + 8;

  private KeysFile() {}

  /** One entry's part of the window. */
  record Kept(DuplicateWindow.Key key, long parts, long nanos) {}

  /** Durable when it returns, name and all. */
  static void write(Disk disk, String name, List<Kept> keys) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + keys.size() * MAX_KEY_BYTES + 4);
    out.put((byte) 'T').put((byte) 'K').put((byte) 'F').put(VERSION);
    out.putLong(keys.stream().mapToLong(Kept::nanos).max().orElse(0)).putInt(keys.size());
    for (Kept kept : keys) {
      byte[] tenant = kept.key().tenant().value().getBytes(StandardCharsets.US_ASCII);
      out.put((byte) tenant.length).put(tenant);
      out.putLong(kept.key().digest().high()).putLong(kept.key().digest().low());
      out.putLong(kept.parts()).putLong(kept.nanos());
    }
    Checksum.seal(out);
    String unfinished = name + FileNames.UNFINISHED;
    try (DurableFile file = disk.create(unfinished)) {
      file.write(0, out.array(), 0, out.position());
      file.force();
    }
    disk.rename(unfinished, name);
    disk.force();
  }

  /** When its window ends, counted from the newest key in it. */
  static long newestNanos(Disk disk, String name) throws IOException {
    byte[] head = new byte[HEAD_BYTES];
    try (DurableFile file = disk.open(name)) {
      file.read(0, head, 0, HEAD_BYTES);
    }
    return ByteBuffer.wrap(head).getLong(4);
  }

  /** An IOException too where the file is damaged. */
  static List<Kept> read(Disk disk, String name) throws IOException {
    byte[] bytes;
    int length;
    try (DurableFile file = disk.open(name)) {
      bytes = new byte[(int) Math.min(file.size(), Integer.MAX_VALUE - 8)];
      length = file.read(0, bytes, 0, bytes.length);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    if (length < HEAD_BYTES + 4
        || in.getInt(length - 4) != Checksum.of(bytes, 0, length - 4)
        || in.getInt() != ('T' << 24 | 'K' << 16 | 'F' << 8 | VERSION)) {
      throw new IOException(name + " is damaged");
    }
    in.getLong();
    int count = in.getInt();
    List<Kept> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] tenant = new byte[in.get()];
      in.get(tenant);
      DuplicateWindow.Key key =
          new DuplicateWindow.Key(
              new TenantId(new String(tenant, StandardCharsets.US_ASCII)),
              new Digest(in.getLong(), in.getLong()));
      keys.add(new Kept(key, in.getLong(), in.getLong()));
    }
    return keys;
  }
}
