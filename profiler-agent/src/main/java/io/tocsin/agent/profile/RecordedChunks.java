package io.tocsin.agent.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The whole chunks at the beginning of a JFR recording. The profiler writes a chunk's length when
 * the chunk ends, and a gibibyte before: the last one of a JVM that died is not whole.
 */
final class RecordedChunks {
  /** FLR and a zero, with which every chunk begins. */
  private static final int MAGIC = 0x464c5200;

  private static final int HEADER_BYTES = 68;
  private static final int SIZE_AT = 8;
  private static final int START_NANOS_AT = 32;
  private static final int DURATION_NANOS_AT = 40;

  private final long bytes;
  private final long fileBytes;
  private final long nanos;

  private RecordedChunks(long bytes, long fileBytes, long nanos) {
    this.bytes = bytes;
    this.fileBytes = fileBytes;
    this.nanos = nanos;
  }

  static RecordedChunks of(Path recording) throws IOException {
    try (FileChannel channel = FileChannel.open(recording, StandardOpenOption.READ)) {
      long size = channel.size();
      long end = 0;
      long begun = 0;
      long ended = 0;
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      while (size - end >= HEADER_BYTES) {
        header.clear();
        while (header.hasRemaining() && channel.read(header, end + header.position()) >= 0) {
          // Until there is enough of it.
        }
        long length = header.getLong(SIZE_AT);
        if (header.hasRemaining()
            || header.getInt(0) != MAGIC
            || length < HEADER_BYTES
            || length > size - end) {
          break;
        }
        begun = end == 0 ? header.getLong(START_NANOS_AT) : begun;
        ended = header.getLong(START_NANOS_AT) + header.getLong(DURATION_NANOS_AT);
        end += length;
      }
      return new RecordedChunks(end, size, Math.max(0, ended - begun));
    }
  }

  /** Of the file, from its beginning; 0 where no chunk is whole. */
  long bytes() {
    return bytes;
  }

  Duration lasted() {
    return Duration.ofNanos(nanos);
  }

  /**
   * Length of a recording that was stopped.
   *
   * @throws IOException where it is not whole: the profiler does not tell that the disk was full
   */
  long completeBytes() throws IOException {
    if (bytes == 0 || bytes != fileBytes) {
      throw new IOException(
          "a recording of " + fileBytes + " bytes is not whole (is the disk full?)");
    }
    return bytes;
  }
}
