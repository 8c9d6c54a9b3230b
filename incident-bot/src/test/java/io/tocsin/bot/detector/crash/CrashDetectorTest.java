package io.tocsin.bot.detector.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.detector.exception.ExceptionDetector;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrashDetectorTest {
  private static final Position HERE = new Position(2, 7);
  private static final String STACK =
      """
      jvm.crash.SIGSEGV: (SEGV_MAPERR) at V  jdk.native.libjvm.so.Unsafe_GetLong(Native Method)
      \tat jdk.native.libjvm.so.Unsafe_GetLong(Native Method)
      \tat native.libours.so.copy(Native Method)
      \tat jdk.internal.misc.Unsafe.getLong(Unknown Source)
      \tat sun.misc.Unsafe.getLong(Unknown Source)
      \tat com.bank.accounts.Rates.lookup(Unknown Source)
      \tat com.bank.accounts.AccountDesk.open(Unknown Source)
      \tat java.lang.Thread.run(Unknown Source)
      """;
  private static final String UNSAFE = "V  [libjvm.so+0xe9f0d4]  Unsafe_GetLong+0x54";
  private final List<LogRecord> logs = new ArrayList<>();

  private void crash(long at, @Nullable ErrorInfo error, @Nullable String frame, String event) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("vcs.ref.head.revision", "4f1c2d7");
    attributes.put("tocsin.exit.pid", Long.toString(at));
    if (frame != null) {
      attributes.put("jvm.crash.problematic_frame", frame);
    }
    logs.add(
        new LogRecord(
            new RecordId(1, HERE, logs.size()),
            Samples.TENANT,
            at,
            2_000,
            Severity.FATAL,
            "FATAL",
            new Source("accounts", "1.4.2", "i-1", "prod", null),
            null,
            null,
            Business.NONE,
            null,
            null,
            "http-nio-3",
            "the JVM died",
            null,
            error,
            event,
            false,
            attributes));
  }

  private void crash(long at) {
    crash(at, error("SIGSEGV", STACK), UNSAFE, "jvm.crash");
  }

  private static ErrorInfo error(@Nullable String type, @Nullable String stack) {
    return new ErrorInfo(null, null, type, "SEGV_MAPERR near null", stack, null, false);
  }

  private Observation seen() {
    return new Observation(1, HERE, logs, List.of());
  }

  private List<Signal> detect() {
    return new CrashDetector(OwnCode.byDefault()).detect(seen());
  }

  @Test
  void aFatalError_isOneSignalWithItsFacts() {
    crash(1_000);

    Signal signal = detect().getFirst();
    assertThat(signal.detector()).isEqualTo("crash");
    assertThat(signal.facts().kind()).isEqualTo(FaultFacts.Kind.CRASH);
    assertThat(signal.facts().type()).isEqualTo("SIGSEGV");
    assertThat(signal.facts().message()).isEqualTo("SEGV_MAPERR near null");
    assertThat(signal.facts().culprit())
        .isEqualTo(new Frame("com.bank.accounts.Rates", "lookup", null, 0));
    assertThat(signal.facts().revision()).isEqualTo("4f1c2d7");
    assertThat(signal.facts().stack()).isEqualTo(STACK);
    assertThat(signal.firstNanos()).isEqualTo(1_000);
    assertThat(signal.because())
        .isEqualTo(
            "the JVM of process 1000 died of SIGSEGV in libjvm.so Unsafe_GetLong, thread"
                + " http-nio-3");
  }

  @Test
  void aFatalError_isNoExceptionToo() {
    crash(1_000);
    assertThat(new ExceptionDetector(OwnCode.byDefault()).detect(seen())).isEmpty();
  }

  @Test
  void otherEvents_areNoCrash() {
    crash(1_000, error("java.lang.Error", STACK), null, "jvm.exception.uncaught");
    assertThat(detect()).isEmpty();
  }

  @Test
  void theSameFaultInTwoJvms_isOneSignalOfTwo() {
    crash(1_000);
    crash(1_500);
    assertThat(detect()).hasSize(1);
    assertThat(detect().getFirst().count()).isEqualTo(2);
    assertThat(detect().getFirst().lastNanos()).isEqualTo(1_500);
  }

  @Test
  void oneDeathReportedTwice_countsOnce() {
    crash(1_000);
    crash(1_000);
    assertThat(detect().getFirst().count()).isOne();
  }

  @Test
  void theProfilersOwnCrash_saysSo() {
    String profiler = "C  [libasyncProfiler.so+0x1]  walkVM+0x3";
    crash(1_000, error("SIGSEGV", STACK), profiler, "jvm.crash");

    assertThat(detect().getFirst().facts().culprit()).isNull();
    assertThat(detect().getFirst().because()).contains("the agent's fault, not the service's");
  }

  @Test
  void aReportThatTellsNothing_isStillASignal() {
    crash(1_000, null, null, "jvm.crash");
    assertThat(detect().getFirst().facts().type()).isEqualTo("unknown fatal error");
    assertThat(detect().getFirst().facts().culprit()).isNull();
  }

  @Test
  void theSameBatch_givesTheSameSignals() {
    crash(1_000);
    assertThat(detect()).isEqualTo(detect());
  }
}
