package io.tocsin.storage.segment;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Not a FileChannel: an interrupt of the thread that reads or commits a position would close it
 * under everybody.
 */
final class OsFile implements DurableFile {
  private static final Logger LOG = LoggerFactory.getLogger(OsFile.class);

  private final RandomAccessFile file;

  private OsFile(RandomAccessFile file) {
    this.file = file;
  }

  static OsFile open(Path path) throws IOException {
    return new OsFile(new RandomAccessFile(path.toFile(), "rw"));
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  public int read(long at, byte[] into, int offset, int length) throws IOException {
    file.seek(at);
    int done = 0;
    while (done < length) {
      int read = file.read(into, offset + done, length - done);
      if (read < 0) {
        break;
      }
      done += read;
    }
    return done;
  }

  @Override
  public void write(long at, byte[] from, int offset, int length) throws IOException {
    file.seek(at);
    file.write(from, offset, length);
  }

  @Override
  public void truncate(long size) throws IOException {
    file.setLength(size);
  }

  @Override
  public void force() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() {
    closeQuietly(file);
  }

  static void closeQuietly(Closeable handle) {
    try {
      handle.close();
    } catch (IOException e) {
      LOG.debug("a file handle did not close", e);
    }
  }
}
