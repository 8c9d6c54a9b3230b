package io.tocsin.model.ledger;

import io.tocsin.model.TenantId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of one tenant's records since the log's folder was created: received = stored +
 * dropped + in flight. Refusals stand apart: those records are still with their sender.
 *
 * @param received on disk in the log at one time, or acknowledged and left out before it
 * @param stored durable in the document store
 * @param dropped by reason, each of them on purpose
 * @param inFlight durable in the log, not yet in the store; zero once the store reader has caught
 *     up, and anything else then is a defect
 * @param refused since the start of this process; requests, not records, by reason: a refused body
 *     is not always read
 */
public record LedgerLine(
    TenantId tenant,
    long received,
    long stored,
    Map<String, Long> dropped,
    long inFlight,
    Map<String, Long> refused) {
  public LedgerLine {
    dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    refused = Collections.unmodifiableMap(new TreeMap<>(refused));
  }

  /** Received less everything it became; zero, always. */
  public long missing() {
    long gone = dropped.values().stream().mapToLong(Long::longValue).sum();
    return received - stored - gone - inFlight;
  }
}
