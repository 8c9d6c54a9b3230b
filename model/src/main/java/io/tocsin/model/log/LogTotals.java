package io.tocsin.model.log;

import java.util.Map;

/** How much the log ever took. Safe for many threads. */
public interface LogTotals {
  /**
   * Records of each flow that were ever on disk, since the log's folder was created; entries
   * written before the log counted are not in it. Never less than what a reader has seen.
   */
  Map<Flow, Long> taken();

  /**
   * Latest observed time of a batch that the log held at its start, nanoseconds since 1970; or 0.
   */
  default long newestObservedNanos() {
    return 0;
  }
}
