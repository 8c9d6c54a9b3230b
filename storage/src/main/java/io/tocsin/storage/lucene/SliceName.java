package io.tocsin.storage.lucene;

import io.tocsin.model.TenantId;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * What one index holds: one tenant's records of one day.
 *
 * @param day UTC, by observed time
 */
record SliceName(TenantId tenant, LocalDate day) implements Comparable<SliceName> {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final Comparator<SliceName> ORDER =
      Comparator.comparing(SliceName::tenant).thenComparing(SliceName::day);

  static SliceName of(TenantId tenant, long observedNanos) {
    return new SliceName(tenant, LocalDate.ofEpochDay(Math.floorDiv(observedNanos, NANOS_PER_DAY)));
  }

  /** Empty where such a folder is none of ours. */
  static Optional<SliceName> parse(String tenant, String day) {
    try {
      return Optional.of(new SliceName(new TenantId(tenant), LocalDate.parse(day)));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  Path in(Path root) {
    return root.resolve(tenant.value()).resolve(day.toString());
  }

  @Override
  public int compareTo(SliceName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return tenant + "/" + day;
  }
}
