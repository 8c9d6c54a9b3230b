package io.tocsin.bench.collector;

import java.io.IOException;

/** One connection of a client; for one thread. */
interface Sender extends AutoCloseable {
  /**
   * Returns when the server has acknowledged the body; false where it said to try again later.
   * Anything else that it says is an IOException.
   */
  boolean send(byte[] body) throws IOException;

  @Override
  void close() throws IOException;

  /** Opens connections. */
  interface Opener {
    Sender open() throws IOException;
  }
}
