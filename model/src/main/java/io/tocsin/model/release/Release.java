package io.tocsin.model.release;

import io.tocsin.model.TenantId;
import java.time.Instant;
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
    Instant lastSeen) {}
