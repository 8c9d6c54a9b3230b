package io.tocsin.model.signal;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Signals as they were seen, whether an incident has taken them in or not. */
public interface SignalHistory {
  /**
   * Those of a tenant that were observed in [from, to), by the time at which they were, oldest
   * first, a few hundred at a time.
   *
   * @param next false ends it
   */
  void replay(TenantId tenant, Instant from, Instant to, Predicate<List<Signal>> next);
}
