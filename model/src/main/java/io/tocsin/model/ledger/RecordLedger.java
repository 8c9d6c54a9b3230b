package io.tocsin.model.ledger;

import java.util.List;

/** A count in which nothing is missing. */
public interface RecordLedger {
  /** One line a tenant that ever sent anything, by tenant. */
  List<LedgerLine> lines();
}
