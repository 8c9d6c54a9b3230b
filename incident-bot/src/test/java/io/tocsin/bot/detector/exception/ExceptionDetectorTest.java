package io.tocsin.bot.detector.exception;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExceptionDetectorTest {
  private static final Position HERE = new Position(2, 7);
  private final List<LogRecord> logs = new ArrayList<>();

  private List<Signal> detect() {
    return new ExceptionDetector(OwnCode.byDefault())
        .detect(new Observation(1, HERE, logs, List.of()));
  }

  private static ErrorInfo error(@Nullable String type, @Nullable String stack) {
    return new ErrorInfo(null, null, type, "no account", stack, null, false);
  }

  private void log(Severity severity, @Nullable ErrorInfo error) {
    log(severity, error, "prod", false, null, "acct_" + logs.size(), Samples.TRACE);
  }

  private void log(
      Severity severity,
      @Nullable ErrorInfo error,
      String environment,
      boolean loadTest,
      @Nullable String event,
      String account,
      @Nullable String trace) {
    logs.add(
        new LogRecord(
            new RecordId(1, HERE, logs.size()),
            Samples.TENANT,
            1_000 - logs.size(),
            2_000,
            severity,
            severity.name(),
            new Source("refunds", "1.4.2", "i-1", environment, null),
            trace,
            null,
            new Business(new AccountRef(List.of(account), null, "MDC"), "ACME", null, null, null),
            "com.bank.refund.RefundController",
            null,
            "http-1",
            "refund failed",
            null,
            error,
            event,
            loadTest,
            Map.of("vcs.ref.head.revision", "4f1c2d7")));
  }

  @Test
  void aLoggedException_isOneSignalWithItsFacts() {
    log(Severity.ERROR, error("java.lang.IllegalStateException", Samples.STACK));

    Signal signal = detect().getFirst();
    assertThat(signal.detector()).isEqualTo("exception");
    assertThat(signal.facts().type()).isEqualTo("java.lang.NullPointerException");
    assertThat(signal.facts().surfacedType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(signal.facts().message()).isEqualTo("no account");
    assertThat(signal.facts().culprit()).isEqualTo(Samples.CULPRIT);
    assertThat(signal.facts().operation()).isNull();
    assertThat(signal.facts().revision()).isEqualTo("4f1c2d7");
    assertThat(signal.facts().groupedBecause()).isNotEmpty();
    assertThat(signal.traceId()).isEqualTo(Samples.TRACE);
    assertThat(signal.account()).isEqualTo("acct_0");
    assertThat(signal.tenantCodes()).containsExactly("ACME");
    assertThat(signal.because()).contains("logged as ERROR by com.bank.refund.RefundController");
  }

  @Test
  void manyOfOneFault_areOneSignalThatCountsAccounts() {
    for (int i = 0; i < 1_500; i++) {
      log(Severity.ERROR, error("X", Samples.STACK));
    }
    assertThat(detect())
        .singleElement()
        .satisfies(s -> assertThat(s.count()).isEqualTo(1_500))
        .satisfies(s -> assertThat(s.accounts()).hasSize(Signal.MAX_ACCOUNTS))
        .satisfies(s -> assertThat(s.firstNanos()).isLessThan(s.lastNanos()));
  }

  @Test
  void environmentsAndLoadTests_areSignalsOfTheirOwn() {
    ErrorInfo error = error("X", Samples.STACK);
    log(Severity.ERROR, error, "prod", false, null, "acct_1", null);
    log(Severity.ERROR, error, "stage", false, null, "acct_1", null);
    log(Severity.ERROR, error, "prod", true, null, "acct_1", null);

    List<Signal> signals = detect();
    assertThat(signals).hasSize(3).extracting(Signal::id).doesNotHaveDuplicates();
    assertThat(signals).extracting(Signal::loadTest).containsExactly(false, false, true);
    assertThat(signals)
        .extracting(Signal::fingerprint)
        .containsOnly(signals.getFirst().fingerprint());
  }

  @Test
  void theSampleIsOneWithATrace_whereThereIsOne() {
    ErrorInfo error = error("X", Samples.STACK);
    log(Severity.ERROR, error, "prod", false, null, "acct_1", null);
    log(Severity.ERROR, error, "prod", false, null, "acct_2", Samples.TRACE);

    assertThat(detect().getFirst().sample().index()).isEqualTo(1);
  }

  @Test
  void theSameObservation_givesTheSameSignals() {
    log(Severity.ERROR, error("X", Samples.STACK));

    assertThat(detect()).isEqualTo(detect());
  }

  @Test
  void warningsAndErrorsWithoutException_areNoFaults() {
    log(Severity.WARN, error("X", Samples.STACK));
    log(Severity.ERROR, null);
    log(Severity.ERROR, error(null, null));

    assertThat(detect()).isEmpty();
  }

  @Test
  void aDeadlineOrACancelledCall_isNoFaultUnlessItEndedAThread() {
    for (String code : List.of("DEADLINE_EXCEEDED", "CALL_CANCELLED")) {
      ErrorInfo error =
          new ErrorInfo(ErrorInfo.Tier.SERVICE, code, "X", "", Samples.STACK, true, false);
      log(Severity.ERROR, error);
    }
    assertThat(detect()).isEmpty();

    log(
        Severity.FATAL,
        new ErrorInfo(null, "CALL_CANCELLED", "X", "", Samples.STACK, null, true),
        "prod",
        false,
        "jvm.exception.uncaught",
        "acct_1",
        null);
    assertThat(detect()).hasSize(1);
  }

  @Test
  void anUncaughtOne_isAFaultAtAnySeverity() {
    log(
        Severity.UNSPECIFIED,
        error("X", Samples.STACK),
        "prod",
        false,
        "jvm.exception.uncaught",
        "acct_1",
        null);

    assertThat(detect().getFirst().facts().uncaught()).isTrue();
    assertThat(detect().getFirst().facts().operation()).isEqualTo("http-1");
    assertThat(detect().getFirst().because()).isEqualTo("nobody caught it: it ended thread http-1");
  }

  @Test
  void T19_noStackAtAll_isGroupedByMessage() {
    log(Severity.ERROR, error("java.lang.NullPointerException", null));
    log(Severity.ERROR, error("java.lang.NullPointerException", "java.lang.NullPointerException"));

    assertThat(detect())
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s.facts().culprit()).isNull())
        .allSatisfy(
            s -> assertThat(s.facts().stack()).startsWith("java.lang.NullPointerException"));
  }

  @Test
  void T19_aHugeStack_keepsItsHeadAndItsRootCause() {
    String huge =
        "java.lang.IllegalStateException: outer"
            + "\n\tat com.bank.A.a(A.java:1)".repeat(50_000)
            + "\nCaused by: java.lang.NullPointerException: root\n\tat com.bank.B.b(B.java:2)\n";
    log(Severity.ERROR, error("X", huge));

    String kept = detect().getFirst().facts().stack();
    assertThat(kept)
        .hasSizeLessThan(66_000)
        .startsWith("java.lang.IllegalStateException: outer")
        .contains("Caused by: java.lang.NullPointerException: root");
  }
}
