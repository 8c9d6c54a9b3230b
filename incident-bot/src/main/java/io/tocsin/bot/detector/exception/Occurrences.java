package io.tocsin.bot.detector.exception;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.LogRecord;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All occurrences of one fault in one batch; the first that has a trace id is the sample. */
final class Occurrences {
  /** Load-test traffic is told apart: it never becomes a ticket. */
  record Key(TenantId tenant, String environment, Fingerprint fingerprint, boolean loadTest) {
    static Key of(LogRecord record, Fingerprint fingerprint) {
      return new Key(
          record.tenant(), record.source().environment(), fingerprint, record.loadTest());
    }

    /** So that both kinds of one fault in one batch have ids of their own. */
    String detector() {
      return loadTest ? ExceptionDetector.NAME + ".load_test" : ExceptionDetector.NAME;
    }
  }

  private final Key key;
  private final Exceptional exceptional;
  private final Set<String> accounts = new LinkedHashSet<>();
  private final Set<String> tenantCodes = new LinkedHashSet<>();
  private LogRecord sample;
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  Occurrences(Key key, LogRecord sample, Exceptional exceptional) {
    this.key = key;
    this.sample = sample;
    this.exceptional = exceptional;
  }

  void add(LogRecord record) {
    count++;
    first = Math.min(first, record.eventNanos());
    last = Math.max(last, record.eventNanos());
    if (sample.traceId() == null && record.traceId() != null) {
      sample = record;
    }
    AccountRef account = record.business().account();
    if (account != null && accounts.size() < Signal.MAX_ACCOUNTS) {
      accounts.add(account.token());
    }
    String code = record.business().tenantCode();
    if (code != null && tenantCodes.size() < Signal.MAX_ACCOUNTS) {
      tenantCodes.add(code);
    }
  }

  Signal signal(Observation observation) {
    AccountRef account = sample.business().account();
    @Nullable String token = account == null ? null : account.token();
    return new Signal(
        SignalId.of(
            observation.epoch(),
            observation.position(),
            key.detector(),
            key.environment(),
            key.fingerprint()),
        key.tenant(),
        ExceptionDetector.NAME,
        key.fingerprint(),
        sample.source(),
        count,
        first,
        last,
        sample.observedNanos(),
        sample.id(),
        sample.traceId(),
        token,
        accounts,
        tenantCodes,
        key.loadTest(),
        exceptional.facts(),
        exceptional.because());
  }
}
