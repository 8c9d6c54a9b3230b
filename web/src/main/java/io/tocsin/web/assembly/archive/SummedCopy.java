package io.tocsin.web.assembly.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Puts streams into files of a folder, forced, and says what they were. */
final class SummedCopy {
  private static final int BUFFER_BYTES = 128 * 1_024;

  private final FolderTree into;
  private final LongConsumer progress;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /**
   * @param progress is told bytes as they are written
   */
  SummedCopy(FolderTree into, LongConsumer progress) {
    this.into = into;
    this.progress = progress;
  }

  Manifest.Entry put(String path, InputStream in) throws IOException {
    MessageDigest digest = Sums.sha256();
    long bytes = 0;
    try (FileChannel out = into.create(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        ByteBuffer part = ByteBuffer.wrap(buffer, 0, read);
        while (part.hasRemaining()) {
          out.write(part);
        }
        bytes += read;
        progress.accept(read);
      }
      out.force(true);
    }
    return new Manifest.Entry(path, bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
