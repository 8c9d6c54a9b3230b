package io.tocsin.model.audit;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;

/** Append-only, hash-chained. Safe for many threads. */
public interface AuditJournal {
  /** Returns when the entry is on disk. */
  AuditEntry append(AuditDraft what);

  /** Newest first; {@code text} is found in actor, action, resource and because; empty for all. */
  Page<AuditEntry> search(TenantId tenant, String text, int offset, int limit);

  /** Reads the whole chain, of all tenants. */
  AuditVerdict verify();
}
