package io.tocsin.model.alert;

import io.tocsin.model.TenantId;
import java.io.IOException;
import java.io.InputStream;

/** Takes what other systems send when their alerts fire and end. */
public interface AlertIntake {
  /**
   * What came of a request that was taken.
   *
   * @param firing alerts that fire, new or sent again
   * @param resolved alerts that were known and are over now
   * @param ignored that say nothing new: ends of alerts that never were, or are over already
   */
  record Taken(int firing, int resolved, int ignored) {}

  /**
   * Returns when all of it is on disk.
   *
   * @param format by name, as in the address of its web hook
   * @param body as sent; read up to a limit, closed by the caller
   */
  Taken take(TenantId tenant, String format, InputStream body)
      throws IOException, AlertsRefusedException;
}
