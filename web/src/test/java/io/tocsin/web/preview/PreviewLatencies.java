package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Latency of services from a seed; the first endpoint of the first one is slow since its release.
 */
public final class PreviewLatencies {
  /** Of the first service, slow since its release. */
  public static final String SLOW = "POST /v1/fees";

  private static final List<String> OPERATIONS =
      List.of(SLOW, "GET /v1/accounts/{id}", "POST /v1/transfers");
  private static final Duration STEP = Duration.ofSeconds(30);

  private final Instant now;
  private final MemoryLatencies latencies;

  public PreviewLatencies(Instant now, MemoryLatencies latencies) {
    this.now = now;
    this.latencies = latencies;
  }

  public void fill(TenantId tenant, List<String> services) {
    Instant released = now.minus(PreviewProfiles.RELEASED);
    for (String service : services) {
      boolean first = service.equals(services.getFirst());
      for (String operation : OPERATIONS) {
        boolean slow = first && operation.equals(SLOW);
        latencies.write(windows(tenant, service, operation, slow, released));
        latencies.think(
            new LatencyState(
                tenant,
                service,
                "production",
                operation,
                GeneratedProfiles.NEW,
                slow ? LatencyState.State.SLOW : LatencyState.State.STEADY,
                22e6,
                slow ? 191e6 : 22e6,
                released,
                slow
                    ? "P90 from 22 ms to 190 ms since 2.5.0"
                    : "P90 is what it was in the hour before"));
      }
    }
  }

  private List<LatencyWindow> windows(
      TenantId tenant, String service, String operation, boolean slow, Instant released) {
    Random random = new Random((service + operation).hashCode());
    double base = (6 + random.nextInt(20)) * 1e6;
    List<LatencyWindow> windows = new ArrayList<>();
    for (Instant at = now.minus(Duration.ofHours(7)); at.isBefore(now); at = at.plus(STEP)) {
      boolean after = !at.isBefore(released);
      double p50 = base * (0.9 + 0.2 * random.nextDouble()) * (slow && after ? 9 : 1);
      windows.add(
          new LatencyWindow(
              tenant,
              service,
              "production",
              after ? GeneratedProfiles.NEW : GeneratedProfiles.OLD,
              null,
              operation,
              at,
              STEP,
              200 + random.nextInt(90),
              random.nextInt(40) == 0 ? 3 : 0,
              p50,
              p50 * (1.5 + 0.2 * random.nextDouble()),
              p50 * (2.2 + random.nextDouble()),
              new byte[0]));
    }
    return windows;
  }
}
