package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries in a list; not chained. */
public final class MemoryAudit implements AuditJournal {
  private final List<AuditDraft> drafts = new ArrayList<>();

  @Override
  public synchronized AuditEntry append(AuditDraft what) {
    drafts.add(what);
    return new AuditEntry(drafts.size(), Instant.EPOCH, what, "", "");
  }

  public synchronized List<AuditDraft> drafts() {
    return List.copyOf(drafts);
  }

  public List<String> actions() {
    return drafts().stream().map(AuditDraft::action).toList();
  }

  @Override
  public Page<AuditEntry> search(TenantId tenant, String text, int offset, int limit) {
    throw new UnsupportedOperationException("tests read drafts()");
  }

  @Override
  public AuditVerdict verify() {
    throw new UnsupportedOperationException("not chained");
  }
}
