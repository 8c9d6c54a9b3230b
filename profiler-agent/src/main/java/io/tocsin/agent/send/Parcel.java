package io.tocsin.agent.send;

import java.io.IOException;

/** One request of a {@link Backlog}, compressed by gzip. */
public interface Parcel {
  byte[] body() throws IOException;

  /** The server has it, or will never take it: it goes. */
  void settle(boolean delivered);
}
