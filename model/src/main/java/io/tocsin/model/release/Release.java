package io.tocsin.model.release;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a service as it was seen at work.
 *
 * @param revision commit that it was built from, {@code vcs.ref.head.revision}
 * @param firstSeen observed time of its first telemetry: the change event
 * @param lastSeen of its newest, coarse: at most a minute old while it runs
 */
public record Release(
    TenantId tenant,
    String service,
    String environment,
    String version,
    @Nullable String revision,
    Instant firstSeen,
    Instant lastSeen) {

  /**
   * The version that this one took over from: of those of the same service and environment that
   * were there before it, the one that was seen last. Empty for the first.
   *
   * @param all in any order, of any service
   */
  public Optional<Release> before(List<Release> all) {
    return all.stream()
        .filter(other -> other.tenant.equals(tenant) && other.service.equals(service))
        .filter(other -> other.environment.equals(environment))
        .filter(other -> other.firstSeen.isBefore(firstSeen) && !other.version.equals(version))
        .max(
            Comparator.comparing(Release::lastSeen)
                .thenComparing(Release::firstSeen)
                .thenComparing(Release::version));
  }
}
