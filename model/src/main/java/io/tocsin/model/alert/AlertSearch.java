package io.tocsin.model.alert;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Fingerprint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading side for alerts of other systems. */
public interface AlertSearch {
  /**
   * Those that fire, in the order of their key.
   *
   * @param fault only those that are signs of it; null for all
   * @param limit at most
   */
  List<Alert> firing(TenantId tenant, @Nullable Fingerprint fault, int limit);

  /**
   * Of all tenants: those that are over, or whose time is, and whose incident was not told yet;
   * longest over first.
   */
  List<Alert> unsettled(Instant now, int limit);
}
