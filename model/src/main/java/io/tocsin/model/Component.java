package io.tocsin.model;

/** A part with a life: built without I/O, then started, watched and closed by the assembly. */
public interface Component extends AutoCloseable {
  /** Opens files, sockets and threads. Called once. */
  void start();

  Health health();

  /** Ends threads and releases what {@link #start} took; safe to call when it never ran. */
  @Override
  void close();
}
