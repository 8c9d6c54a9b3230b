package io.tocsin.model.signal;

import java.util.List;

/**
 * Computes signals, decides nothing. Used by one thread; the same observation gives the same
 * signals. Records that learn their account later are shown again, on their own: of what comes of
 * them only the accounts count.
 */
public interface Detector {
  String name();

  List<Signal> detect(Observation observation);

  /**
   * Called now and then, after all its signals so far were written, before the reader's place in
   * the log is saved: the time to write what a detector keeps of its own. A detector that keeps
   * nothing leaves it as it is.
   *
   * @return observed time, in nanoseconds, of the oldest batch that it must be shown again after a
   *     restart; {@link Long#MAX_VALUE} for none
   */
  default long posted() {
    return Long.MAX_VALUE;
  }
}
