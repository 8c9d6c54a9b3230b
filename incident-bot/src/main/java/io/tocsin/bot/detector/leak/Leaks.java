package io.tocsin.bot.detector.leak;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.Grouping;
import io.tocsin.model.fault.Leak;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.LogRecord;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All secrets of one kind that one logger wrote in one batch; the first record is the sample. */
final class Leaks {
  private static final int MAX_MESSAGE = 300;
  private static final String UNKNOWN = "unknown logger";

  /** Load-test traffic is told apart: it never becomes a ticket. */
  record Key(
      TenantId tenant,
      String environment,
      String service,
      String logger,
      String kind,
      boolean loadTest) {
    static Key of(LogRecord record, String kind) {
      String logger = record.logger() == null ? UNKNOWN : record.logger();
      return new Key(
          record.tenant(),
          record.source().environment(),
          record.source().service(),
          logger,
          kind,
          record.loadTest());
    }

    String detector() {
      return loadTest ? LeakDetector.NAME + ".load_test" : LeakDetector.NAME;
    }
  }

  private final Key key;
  private final LogRecord sample;
  private final Set<String> accounts = new LinkedHashSet<>();
  private final Set<String> tenantCodes = new LinkedHashSet<>();
  private long records;
  private long values;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  Leaks(Key key, LogRecord sample) {
    this.key = key;
    this.sample = sample;
  }

  void add(LogRecord record, int count) {
    records++;
    values += count;
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

  long values() {
    return values;
  }

  Signal signal(Observation observation) {
    AccountRef account = sample.business().account();
    Grouping grouping = Leak.grouping(key.service(), key.logger(), key.kind());
    return new Signal(
        SignalId.of(
            observation.epoch(),
            observation.position(),
            key.detector(),
            key.environment(),
            grouping.fingerprint()),
        key.tenant(),
        LeakDetector.NAME,
        grouping.fingerprint(),
        sample.source(),
        records,
        first,
        last,
        sample.observedNanos(),
        sample.id(),
        sample.traceId(),
        account == null ? null : account.token(),
        accounts,
        tenantCodes,
        key.loadTest(),
        facts(grouping),
        "masked in " + records + " records of logger " + key.logger() + ": " + key.kind());
  }

  private FaultFacts facts(Grouping grouping) {
    Optional<Frame> place = Leak.place(key.logger(), sample.caller());
    @Nullable String because =
        place
            .map(found ->
                found.method().equals(Leak.LOGGER)
                    ? "the logger is named after this class"
                    : "the record names it as its caller")
            .orElse(null);
    return new FaultFacts(
        FaultFacts.Kind.LEAK,
        key.kind(),
        cut(sample.message()),
        key.logger(),
        place.orElse(null),
        because,
        "",
        false,
        null,
        null,
        sample.attributes().get("vcs.ref.head.revision"),
        grouping.because());
  }

  /** Masked, as all that is stored. */
  private static String cut(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE);
  }
}
