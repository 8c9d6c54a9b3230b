package io.tocsin.model.latency;

import java.util.List;

/**
 * Keeps latency windows, told apart by everything that names one: tenant, service, environment,
 * version, operation, start and length. A window written again replaces the one before.
 */
public interface LatencyStore {
  void write(List<LatencyWindow> windows);

  /**
   * The oldest first. Where a longer window covers shorter ones of the same endpoint and version
   * that are still kept, those are given and it is not: no request counts twice.
   */
  List<LatencyWindow> windows(LatencyQuery query);
}
