package io.tocsin.model.latency;

import java.util.List;

/** Keeps latency windows. A window written again replaces the one before. */
public interface LatencyStore {
  void write(List<LatencyWindow> windows);

  /** The oldest first. */
  List<LatencyWindow> windows(LatencyQuery query);
}
