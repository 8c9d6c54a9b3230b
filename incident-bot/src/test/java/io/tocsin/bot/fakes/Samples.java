package io.tocsin.bot.fakes;

import io.tocsin.bot.recurrence.RecurrenceConfig;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.ticket.SendBy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A refund that fails, as detectors would tell it. */
public final class Samples {
  public static final TenantId TENANT = new TenantId("bank");
  public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  public static final Frame CULPRIT =
      new Frame("com.bank.refund.RefundService", "settle", "RefundService.java", 57);
  public static final String STACK =
      """
      java.lang.IllegalStateException: refund failed
      \tat com.bank.refund.RefundController.refund(RefundController.java:31)
      \tat org.springframework.web.Dispatcher.dispatch(Dispatcher.java:1000)
      \tat org.springframework.web.Servlet.service(Servlet.java:500)
      \tat com.bank.edge.OperationFilter.filter(OperationFilter.java:20)
      \tat java.base/java.lang.Thread.run(Thread.java:1474)
      Caused by: java.lang.NullPointerException: no account
      \tat com.bank.refund.RefundService.settle(RefundService.java:57)
      \tat com.bank.refund.RefundController.refund(RefundController.java:29)
      \t... 4 more
      """;

  /** Longer than any test. */
  public static final SendBy IN_TIME =
      new SendBy(System.nanoTime() + Duration.ofHours(1).toNanos());

  /** Nothing follows a recurrence, and what was closed stays so. */
  public static final RecurrenceConfig NOTHING_FOLLOWS =
      new RecurrenceConfig(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public static final RecurrenceConfig RECURRENCE =
      new RecurrenceConfig(Duration.ofHours(1), Duration.ofDays(7), Duration.ofHours(24));

  private Samples() {}

  public static Fingerprint print(int fault) {
    return new Fingerprint("v1:%032x".formatted(fault));
  }

  public static FaultFacts facts(String message) {
    return new FaultFacts(
        FaultFacts.Kind.EXCEPTION,
        "java.lang.NullPointerException",
        message,
        "java.lang.IllegalStateException",
        CULPRIT,
        "topmost own frame of the root cause",
        STACK,
        false,
        null,
        "POST /refunds",
        null,
        List.of("counted: root cause java.lang.NullPointerException"));
  }

  public static Signal signal(long offset, int fault, Instant at) {
    return signal(offset, fault, at, "prod", false);
  }

  public static Signal signal(
      long offset, int fault, Instant at, String environment, boolean loadTest) {
    Set<String> accounts = Set.of("acct_" + offset);
    return signal(offset, fault, at, environment, loadTest, TRACE, accounts);
  }

  /** As another version of the service has it. */
  public static Signal signalOfVersion(long offset, int fault, Instant at, String version) {
    Signal s = signal(offset, fault, at);
    return new Signal(
        s.id(),
        s.tenant(),
        s.detector(),
        s.fingerprint(),
        new Source("refunds", version, "i-1", "prod", null),
        s.count(),
        s.firstNanos(),
        s.lastNanos(),
        s.observedNanos(),
        s.sample(),
        s.traceId(),
        s.account(),
        s.accounts(),
        s.tenantCodes(),
        s.loadTest(),
        s.facts(),
        s.because());
  }

  /** Of a record that carried no account: its MDC was cleared before it was logged. */
  public static Signal signalWithoutAccount(
      long offset, int fault, Instant at, @Nullable String trace) {
    return signal(offset, fault, at, "prod", false, trace, Set.of());
  }

  public static Signal signalOf(long offset, int fault, Instant at, Set<String> accounts) {
    return signal(offset, fault, at, "prod", false, TRACE, accounts);
  }

  private static Signal signal(
      long offset,
      int fault,
      Instant at,
      String environment,
      boolean loadTest,
      @Nullable String trace,
      Set<String> accounts) {
    Position position = new Position(0, offset);
    return new Signal(
        SignalId.of(1, position, "exception", environment, print(fault)),
        TENANT,
        "exception",
        print(fault),
        new Source("refunds", "1.4." + offset, "i-1", environment, null),
        1,
        nanos(at),
        nanos(at),
        nanos(at),
        new RecordId(1, position, 0),
        trace,
        accounts.stream().findFirst().orElse(null),
        accounts,
        accounts.isEmpty() ? Set.of() : Set.of("ACME"),
        loadTest,
        facts("no account"),
        "logged as ERROR with an exception");
  }

  public static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }
}
