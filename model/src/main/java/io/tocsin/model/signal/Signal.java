package io.tocsin.model.signal;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong, seen by a detector: all occurrences of one key in one batch of the
 * log.
 *
 * @param detector its name, such as "exception"
 * @param fingerprint the stable key: fault candidates with the same one are the same
 * @param count occurrences in the batch; 0 where it only completes what was counted before
 * @param firstNanos event time of the first of them
 * @param lastNanos event time of the last
 * @param observedNanos when our collector got the batch
 * @param sample a record of it, for evidence
 * @param traceId of the sample; null without one
 * @param account token of the sample; null without one
 * @param accounts tokens of all occurrences, at most {@link #MAX_ACCOUNTS}: that many may stand for
 *     more
 * @param tenantCodes business attribute, at most {@link #MAX_ACCOUNTS}
 * @param because why the detector calls it a fault, one sentence
 */
public record Signal(
    SignalId id,
    TenantId tenant,
    String detector,
    Fingerprint fingerprint,
    Source source,
    long count,
    long firstNanos,
    long lastNanos,
    long observedNanos,
    RecordId sample,
    @Nullable String traceId,
    @Nullable String account,
    Set<String> accounts,
    Set<String> tenantCodes,
    boolean loadTest,
    FaultFacts facts,
    String because) {
  public static final int MAX_ACCOUNTS = 1_000;

  public Signal {
    accounts = Set.copyOf(accounts);
    tenantCodes = Set.copyOf(tenantCodes);
  }

  /**
   * This signal as one of records that were counted when they came, and have learnt their account
   * since: it adds accounts to the blast radius and no occurrence.
   */
  public Signal completing() {
    return new Signal(
        id.completing(),
        tenant,
        detector,
        fingerprint,
        source,
        0,
        firstNanos,
        lastNanos,
        observedNanos,
        sample,
        traceId,
        account,
        accounts,
        tenantCodes,
        loadTest,
        facts,
        because);
  }
}
