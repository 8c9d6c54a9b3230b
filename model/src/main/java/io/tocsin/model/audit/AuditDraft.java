package io.tocsin.model.audit;

import io.tocsin.model.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, before it has a place in the journal.
 *
 * @param actor person's name, or "tocsin"
 * @param action verb, such as "incident.acknowledge", "account.reveal"
 * @param resource what it was done to, such as "incident/TOC-12"
 * @param before JSON of the state before; null for none
 * @param after JSON of the state after; null for none
 * @param because reason given, or the rule that decided; never empty
 */
public record AuditDraft(
    TenantId tenant,
    String actor,
    String action,
    String resource,
    @Nullable String before,
    @Nullable String after,
    String because) {}
