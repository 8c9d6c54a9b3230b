package io.tocsin.collector.join;

import io.tocsin.model.TenantId;

/** A trace of one tenant: what another tenant sends under the same id never joins. */
record TraceKey(TenantId tenant, String traceId) {}
