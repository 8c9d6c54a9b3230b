package io.tocsin.model.log;

import io.tocsin.model.TenantId;

/**
 * One tenant's records of one kind that belong on one lane and partition.
 *
 * @param route which of the lane's partitions, 0 to {@link TelemetryLog#routes()} - 1
 * @param records how many log records or spans the payload holds, at least 1
 * @param observedNanos when the collector got it
 * @param payload an OTLP Export…ServiceRequest, masked; not to be changed
 */
public record Batch(
    TenantId tenant,
    TelemetryKind kind,
    Lane lane,
    int route,
    int records,
    long observedNanos,
    byte[] payload) {}
