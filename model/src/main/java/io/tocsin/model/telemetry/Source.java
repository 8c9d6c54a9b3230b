package io.tocsin.model.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Who sent it, from the OTLP resource.
 *
 * @param service {@code service.name}, "unknown_service" where absent, as OpenTelemetry asks
 * @param version {@code service.version}
 * @param instance {@code service.instance.id}, else {@code host.name}
 * @param environment {@code deployment.environment.name}, empty where absent
 * @param site unit or site of multi-site traffic, {@code cloud.availability_zone} or {@code site}
 */
public record Source(
    String service,
    @Nullable String version,
    @Nullable String instance,
    String environment,
    @Nullable String site) {}
