package io.tocsin.model.profile;

import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.Source;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One recording as it came in: what one JVM did between two times.
 *
 * @param id its OTLP profile id, 32 hex digits
 * @param revision commit that the service was built from, {@code vcs.ref.head.revision}
 * @param cpuEngine how processor time was sampled, such as perf_events; null where it was not
 * @param bytes size of the recording
 */
public record ProfileInfo(
    String id,
    TenantId tenant,
    Source source,
    @Nullable String revision,
    Instant from,
    Instant to,
    Set<ProfileType> types,
    @Nullable String cpuEngine,
    long bytes) {
  public ProfileInfo {
    types = Set.copyOf(types);
  }
}
