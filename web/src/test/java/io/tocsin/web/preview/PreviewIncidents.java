package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import java.time.Instant;
import java.util.Random;

/** Single incidents for tests. */
public final class PreviewIncidents {
  private PreviewIncidents() {}

  /** Number 1 and 2 are open: the first uncaught, the second with a cause. */
  public static Incident open(TenantId tenant, int number, Instant now) {
    return new GeneratedIncidents(tenant, new Random(number), now).incident(number, null, null);
  }
}
