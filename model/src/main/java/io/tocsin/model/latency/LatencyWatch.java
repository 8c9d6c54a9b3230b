package io.tocsin.model.latency;

import io.tocsin.model.TenantId;
import java.util.List;

/** What is thought of endpoints now. Safe for many threads. */
public interface LatencyWatch {
  /** By service, environment and operation. */
  List<LatencyState> states(TenantId tenant);
}
