package io.tocsin.model.alert;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Fingerprint;
import java.time.Instant;
import java.util.List;

/** Reading side for alerts of other systems. */
public interface AlertSearch {
  /**
   * Those that fire, in the order of their key.
   *
   * @param limit at most
   */
  List<Alert> firing(TenantId tenant, int limit);

  /** Whether any that is a sign of the fault in the environment fires. */
  boolean isFiring(TenantId tenant, Fingerprint fault, String environment);

  /**
   * Of all tenants: those that are over, or whose time is, and whose incident was not told yet;
   * longest over first.
   */
  List<Alert> unsettled(Instant now, int limit);
}
