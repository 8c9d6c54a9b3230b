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
}
