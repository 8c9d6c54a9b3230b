package io.tocsin.bot.filing;

import io.tocsin.model.TenantId;
import java.util.UUID;

/** Whether more evidence of an incident may come soon: then its ticket's one edit waits for it. */
@FunctionalInterface
public interface EvidencePending {
  boolean isPending(TenantId tenant, UUID incident);
}
