package io.tocsin.storage.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A blob's file: {@code TOCB}, version, coding, two zero bytes, CRC32C of the content, its length,
 * then the content, deflated where that makes it smaller. Recordings shrink to about a third.
 */
final class BlobForm {
  private static final int MAGIC = 0x544f4342;
  private static final byte VERSION = 1;
  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;
  private static final int HEADER = 16;

  private BlobForm() {}

  static byte[] encode(byte[] content) {
    byte[] file = new byte[HEADER + content.length];
    int length = deflate(content, file);
    byte coding = length < 0 ? PLAIN : DEFLATED;
    if (coding == PLAIN) {
      System.arraycopy(content, 0, file, HEADER, content.length);
      length = content.length;
    }
    ByteBuffer.wrap(file)
        .putInt(MAGIC)
        .put(VERSION)
        .put(coding)
        .putShort((short) 0)
        .putInt(checksum(content))
        .putInt(content.length);
    return length == content.length ? file : Arrays.copyOf(file, HEADER + length);
  }

  /** Bytes behind the header, or -1 where deflating does not help. */
  private static int deflate(byte[] content, byte[] file) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(content);
      deflater.finish();
      int length = deflater.deflate(file, HEADER, content.length);
      return deflater.finished() && length < content.length ? length : -1;
    } finally {
      deflater.end();
    }
  }

  static byte[] decode(byte[] file) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(file);
    if (file.length < HEADER || header.getInt() != MAGIC) {
      throw new IOException("no blob of ours");
    }
    byte version = header.get();
    if (version != VERSION) {
      throw new IOException("blob of version " + version + " (expected: " + VERSION + ")");
    }
    byte coding = header.get();
    header.getShort();
    int checksum = header.getInt();
    int length = header.getInt();
    byte[] content =
        coding == PLAIN ? Arrays.copyOfRange(file, HEADER, file.length) : inflate(file, length);
    if (content.length != length || checksum(content) != checksum) {
      throw new IOException("damaged blob: its checksum is another");
    }
    return content;
  }

  private static byte[] inflate(byte[] file, int length) throws IOException {
    // Deflate cannot shrink further than about a thousandfold: a longer claim is damage.
    if (length < 0 || length > 1_100L * file.length) {
      throw new IOException("damaged blob: length " + length);
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(file, HEADER, file.length - HEADER);
      byte[] content = new byte[length];
      int done = 0;
      while (done < length) {
        int more = inflater.inflate(content, done, length - done);
        if (more == 0) {
          throw new IOException("damaged blob: ends early");
        }
        done += more;
      }
      return content;
    } catch (DataFormatException e) {
      throw new IOException("damaged blob", e);
    } finally {
      inflater.end();
    }
  }

  private static int checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }
}
