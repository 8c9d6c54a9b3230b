package io.tocsin.storage.contract;

import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.store.TelemetryStore;

/** Both sides of one document store, as the contract sees them. */
public interface Documents extends AutoCloseable {
  /** Up to here the totals of these stores are exact. */
  int EXACT_TOTALS = 50;

  TelemetryStore store();

  TelemetrySearch search();

  /** Ends it as a kill would: what was not committed may be gone. */
  @Override
  void close();
}
