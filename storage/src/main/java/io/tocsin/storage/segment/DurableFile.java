package io.tocsin.storage.segment;

import java.io.Closeable;
import java.io.IOException;

/** A file of a {@link Disk}; used by one thread at a time. */
interface DurableFile extends Closeable {
  long size() throws IOException;

  /** Reads up to {@code length} bytes; fewer, possibly 0, at the end of the file. */
  int read(long at, byte[] into, int offset, int length) throws IOException;

  /** Writes all of it, or throws and has written any part of it. */
  void write(long at, byte[] from, int offset, int length) throws IOException;

  void truncate(long size) throws IOException;

  /** Puts bytes and size on disk. After an exception nobody knows what is there. */
  void force() throws IOException;

  /** Releases the handle; writes nothing, so nothing can fail that matters. */
  @Override
  void close();
}
