package io.tocsin.model.signal;

import java.util.List;

/**
 * Computes signals, decides nothing. Used by one thread; the same observation gives the same
 * signals.
 */
public interface Detector {
  String name();

  List<Signal> detect(Observation observation);
}
