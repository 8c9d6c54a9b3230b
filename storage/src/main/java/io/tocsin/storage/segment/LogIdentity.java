package io.tocsin.storage.segment;

import java.nio.ByteBuffer;

/**
 * What makes a folder one log.
 *
 * @param epoch milliseconds since 1970 when the folder was created
 * @param mark random, secret, in front of every entry: finds the next intact entry behind a damaged
 *     one. A sender who does not know it cannot plant an entry inside a payload.
 * @param routes partitions of each lane
 * @param run how often the log was started before; the high bits of every offset given in this run,
 *     so that no offset is given twice whatever was lost
 */
record LogIdentity(long epoch, long mark, int routes, long run) {
  static final String MAGIC = "TLI";

  /** Offsets of one run; a run would need 35,000 batches a second for a year to use them up. */
  private static final int RUN_BITS = 40;

  static long firstOffset(long run) {
    return run << RUN_BITS;
  }

  static long runOf(long offset) {
    return offset >>> RUN_BITS;
  }

  /** At least how many batches lie between two offsets: what a run before still gave is unknown. */
  static long batchesBetween(long from, long to) {
    return runOf(from) == runOf(to) ? to - from : to - firstOffset(runOf(to));
  }

  LogIdentity nextRun() {
    return new LogIdentity(epoch, mark, routes, run + 1);
  }

  ByteBuffer body() {
    ByteBuffer body = ByteBuffer.allocate(28);
    return body.putLong(epoch).putLong(mark).putInt(routes).putLong(run).flip();
  }

  static LogIdentity of(ByteBuffer body) {
    return new LogIdentity(body.getLong(), body.getLong(), body.getInt(), body.getLong());
  }
}
