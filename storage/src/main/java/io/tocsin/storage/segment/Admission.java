package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogStatus.LaneStatus;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much each lane holds, and each tenant in it, against their limits. */
final class Admission {
  private final SegmentLogConfig config;
  private final Map<Lane, LaneUse> lanes = new EnumMap<>(Lane.class);
  private long queued;

  private static final class LaneUse {
    private final Map<TenantId, Long> byTenant = new HashMap<>();
    private long held;

    void add(TenantId tenant, long bytes) {
      held += bytes;
      byTenant.merge(tenant, bytes, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  Admission(SegmentLogConfig config) {
    this.config = config;
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new LaneUse());
    }
  }

  /**
   * Takes room for bytes on their way to the disk. Returns null, or why there is none, and takes
   * none then.
   */
  synchronized @Nullable String reserve(Lane lane, TenantId tenant, long bytes) {
    LaneUse use = use(lane);
    long limit = config.laneBytes(lane);
    long share = limit * config.tenantSharePercent() / 100;
    String name = lane.name().toLowerCase(Locale.ROOT);
    if (use.held + bytes > limit) {
      return name + " lane: " + use.held + " of " + limit + " bytes wait for readers";
    }
    if (use.byTenant.getOrDefault(tenant, 0L) + bytes > share) {
      return name + " lane: the tenant's share of " + share + " bytes waits for readers";
    }
    if (queued > 0 && queued + bytes > config.queuedBytes()) {
      return queued + " bytes wait for the disk";
    }
    use.add(tenant, bytes);
    queued += bytes;
    return null;
  }

  /** Those bytes are no longer in memory; they hold room on disk only where they came there. */
  synchronized void settle(Lane lane, TenantId tenant, long bytes, boolean durable) {
    queued -= bytes;
    if (!durable) {
      use(lane).add(tenant, -bytes);
    }
  }

  /** A segment's entries were found on disk. */
  synchronized void hold(Lane lane, Segment segment) {
    segment.tenantBytes().forEach((tenant, bytes) -> use(lane).add(tenant, bytes));
  }

  /** A segment is gone. */
  synchronized void release(Lane lane, Segment segment) {
    segment.tenantBytes().forEach((tenant, bytes) -> use(lane).add(tenant, -bytes));
  }

  synchronized LaneStatus status(Lane lane) {
    return new LaneStatus(use(lane).held, config.laneBytes(lane));
  }

  private LaneUse use(Lane lane) {
    LaneUse use = lanes.get(lane);
    if (use == null) {
      throw new IllegalStateException("no lane " + lane);
    }
    return use;
  }
}
