package io.tocsin.bot.detector.crash;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.LogRecord;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All deaths of one fault in one batch; the first of them is the sample. */
final class Deaths {
  /** Load-test traffic is told apart: it never becomes a ticket. */
  record Key(TenantId tenant, String environment, Fingerprint fingerprint, boolean loadTest) {
    static Key of(LogRecord record, Death death) {
      return new Key(
          record.tenant(),
          record.source().environment(),
          death.grouping().fingerprint(),
          record.loadTest());
    }

    String detector() {
      return loadTest ? CrashDetector.NAME + ".load_test" : CrashDetector.NAME;
    }
  }

  /** A JVM dies once. */
  private record Jvm(@Nullable String instance, @Nullable String process, long died) {
    static Jvm of(LogRecord record) {
      return new Jvm(record.source().instance(), Death.process(record), record.eventNanos());
    }
  }

  private final Key key;
  private final Death death;
  private final Set<Jvm> jvms = new HashSet<>();
  private final Set<String> accounts = new LinkedHashSet<>();
  private final Set<String> tenantCodes = new LinkedHashSet<>();
  private @Nullable LogRecord sample;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  Deaths(Key key, Death death) {
    this.key = key;
    this.death = death;
  }

  void add(LogRecord record) {
    if (sample == null) {
      sample = record;
    }
    jvms.add(Jvm.of(record));
    first = Math.min(first, record.eventNanos());
    last = Math.max(last, record.eventNanos());
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
    LogRecord record = sample;
    if (record == null) {
      throw new IllegalStateException("no death was added");
    }
    AccountRef account = record.business().account();
    return new Signal(
        SignalId.of(
            observation.epoch(),
            observation.position(),
            key.detector(),
            key.environment(),
            key.fingerprint()),
        key.tenant(),
        CrashDetector.NAME,
        key.fingerprint(),
        record.source(),
        jvms.size(),
        first,
        last,
        record.observedNanos(),
        record.id(),
        record.traceId(),
        account == null ? null : account.token(),
        accounts,
        tenantCodes,
        key.loadTest(),
        death.facts(),
        death.because());
  }
}
