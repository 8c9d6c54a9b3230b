package io.tocsin.model.latency;

import io.tocsin.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long one endpoint of one version took in one window of observed time. Load-test traffic is
 * not in it.
 *
 * @param operation as in an incident: {@code POST /transfers}
 * @param version of the service; null where it does not say
 * @param revision commit that it was built from; null where it does not say
 * @param failed how many of {@code count} ended in an error
 * @param p50 median in nanoseconds; so are the other quantiles
 * @param sketch mergeable, from which the quantiles come; its format has a version byte
 */
public record LatencyWindow(
    TenantId tenant,
    String service,
    String environment,
    @Nullable String version,
    @Nullable String revision,
    String operation,
    Instant start,
    Duration length,
    long count,
    long failed,
    double p50,
    double p90,
    double p99,
    byte[] sketch) {}
