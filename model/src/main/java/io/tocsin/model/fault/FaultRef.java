package io.tocsin.model.fault;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * What is wrong in the code or the system, with an id of its own. Incidents, tickets and silences
 * point at it; which fingerprints do is a table that merges and splits may change.
 *
 * @param number for people, {@code F-<number>}, counted by tenant
 */
public record FaultRef(UUID id, TenantId tenant, long number, Instant firstSeen) {}
