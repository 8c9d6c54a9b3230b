package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import java.time.Instant;
import java.util.UUID;

/** What an incident is, in as few words as it takes to decide whether to read it. */
public record OpenedIncident(TenantId tenant, UUID id, FaultFacts.Kind kind, Instant openedAt) {}
