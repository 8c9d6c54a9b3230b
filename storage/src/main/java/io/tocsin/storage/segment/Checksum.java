package io.tocsin.storage.segment;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C (Castagnoli), which processors compute in hardware. */
final class Checksum {
  private Checksum() {}

  static int of(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  static int of(byte[] first, byte[] second) {
    CRC32C crc = new CRC32C();
    crc.update(first);
    crc.update(second);
    return (int) crc.getValue();
  }

  /** Appends the checksum of everything before the buffer's position. */
  static void seal(ByteBuffer buffer) {
    buffer.putInt(of(buffer.array(), buffer.arrayOffset(), buffer.position()));
  }
}
