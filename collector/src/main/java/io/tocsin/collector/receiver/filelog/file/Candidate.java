package io.tocsin.collector.receiver.filelog.file;

import io.tocsin.collector.receiver.filelog.checkpoint.Print;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file that nobody knows yet, open to find out whether it is one we know under another name. */
final class Candidate implements AutoCloseable {
  /** Files shorter than that are not looked up: too many begin alike. */
  static final int START_BYTES = 64;

  private static final int COMPARED_BYTES = 4_096;
  private static final byte[][] COMPRESSED = {
    {0x1f, (byte) 0x8b},
    {'B', 'Z', 'h'},
    {(byte) 0xfd, '7', 'z', 'X', 'Z'},
    {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd},
    {'P', 'K', 3, 4},
    {0x04, 0x22, 0x4d, 0x18}
  };

  private final Found found;
  private final FileChannel channel;
  private final long size;
  private final byte[] head;

  private Candidate(Found found, FileChannel channel, long size, byte[] head) {
    this.found = found;
    this.channel = channel;
    this.size = size;
    this.head = head;
  }

  static Candidate open(Found found, int headBytes) throws IOException {
    FileChannel channel = FileChannel.open(found.path(), StandardOpenOption.READ);
    try {
      long size = channel.size();
      return new Candidate(found, channel, size, bytesAt(channel, 0, headBytes));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Fewer where the file ends. */
  static byte[] bytesAt(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (from >= 0 && bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        break;
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  Found found() {
    return found;
  }

  long size() {
    return size;
  }

  byte[] bytesAt(long from, int length) throws IOException {
    return bytesAt(channel, from, length);
  }

  Print start() {
    return head.length < START_BYTES ? Print.NONE : Print.of(head, 0, START_BYTES);
  }

  Print head() {
    return Print.of(head, 0, head.length);
  }

  boolean isCompressed() {
    for (byte[] magic : COMPRESSED) {
      if (head.length >= magic.length
          && Arrays.equals(head, 0, magic.length, magic, 0, magic.length)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it begins as the file does; one that is shorter than what is known may. */
  boolean beginsAs(TailedFile file) {
    return head.length < file.head().length() || file.head().matches(head, 0, head.length);
  }

  /** Whether its last bytes stand at the same place of the file too. */
  boolean isCopyOf(TailedFile file) throws IOException {
    int length = (int) Math.min(COMPARED_BYTES, size);
    return Arrays.equals(bytesAt(size - length, length), file.bytesAt(size - length, length));
  }

  /** Whether its last byte ends a line. */
  boolean endsLine() throws IOException {
    byte[] last = bytesAt(Math.max(0, size - 1), 1);
    return last.length == 0 || last[0] == '\n';
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("closing " + found.path(), e);
    }
  }
}
