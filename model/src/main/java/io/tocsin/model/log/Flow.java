package io.tocsin.model.log;

import io.tocsin.model.TenantId;
import java.util.Comparator;

/** One tenant's records of one kind in one partition: what the log counts apart. */
public record Flow(int partition, TenantId tenant, TelemetryKind kind) implements Comparable<Flow> {
  private static final Comparator<Flow> ORDER =
      Comparator.comparingInt(Flow::partition)
          .thenComparing(Flow::tenant)
          .thenComparing(Flow::kind);

  @Override
  public int compareTo(Flow other) {
    return ORDER.compare(this, other);
  }
}
