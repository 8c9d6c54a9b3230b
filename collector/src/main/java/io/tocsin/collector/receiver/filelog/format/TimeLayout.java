package io.tocsin.collector.receiver.filelog.format;

/** A way to write a point in time. Instances keep what they read: one for each thread. */
interface TimeLayout {
  /** Reads a time that begins at {@code from}; returns the place behind it, -1 where none is. */
  int match(byte[] bytes, int from, int to);

  /** What {@link #match} read, nanoseconds since 1970. */
  long nanos();
}
