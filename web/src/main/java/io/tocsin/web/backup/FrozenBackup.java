package io.tocsin.web.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** All of the server's data as of one moment, until it is closed. */
public interface FrozenBackup extends Closeable {
  int files();

  long bytes();

  /** A zip stream; its last entry is the manifest, so one that was cut off has none. */
  void writeTo(OutputStream out) throws IOException;
}
