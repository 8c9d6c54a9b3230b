package io.tocsin.model.ledger;

import java.util.List;

/** A count in which nothing is missing. */
public interface RecordLedger {
  /** One line a tenant that sent anything since the start, by tenant. */
  List<LedgerLine> lines();
}
