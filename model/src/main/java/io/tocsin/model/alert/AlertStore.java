package io.tocsin.model.alert;

import io.tocsin.model.TenantId;
import io.tocsin.model.signal.Signal;
import java.util.Collection;
import java.util.List;

/** Writing side for alerts of other systems. */
public interface AlertStore {
  /** Those of the keys that are known, firing or over. */
  List<Alert> find(TenantId tenant, Collection<String> keys);

  /** How many fire. */
  long firing(TenantId tenant);

  /**
   * Writes alerts and signals of them in one transaction, on disk when it returns. False, and
   * nothing written, where one of the alerts was changed since it was read: then read again.
   */
  boolean record(List<Alert> alerts, List<Signal> signals);
}
