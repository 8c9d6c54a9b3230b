package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.model.store.Page;
import java.time.InstantSource;

/** What did not happen is not written down. */
final class NoAudit implements AuditJournal {
  private final InstantSource clock;

  NoAudit(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public AuditEntry append(AuditDraft what) {
    return new AuditEntry(0, clock.instant(), what, "", "");
  }

  @Override
  public Page<AuditEntry> search(TenantId tenant, String text, int offset, int limit) {
    return Page.empty();
  }

  @Override
  public AuditVerdict verify() {
    throw new UnsupportedOperationException("a backtest keeps no journal");
  }
}
