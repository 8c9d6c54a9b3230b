package io.tocsin.bot.detector.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.Leak;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.log.Position;
import io.tocsin.model.masking.MaskedLine;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeakDetectorTest {
  private static final Position HERE = new Position(1, 9);
  private static final String LOGIN = "com.bank.web.LoginService";

  private final List<LogRecord> logs = new ArrayList<>();
  private LeakDetector detector =
      new LeakDetector(
          new LeakConfig(List.of("key", "token", "private_key", "card"), 1, List.of(), 5_000));

  private LogRecord log(@Nullable String logger, @Nullable String caller, String masked) {
    return log(logger, caller, masked, null, false, HERE);
  }

  private LogRecord log(
      @Nullable String logger,
      @Nullable String caller,
      String masked,
      @Nullable String event,
      boolean loadTest,
      Position position) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("vcs.ref.head.revision", "4f1c2d7");
    if (!masked.isEmpty()) {
      attributes.put(Masked.ATTRIBUTE, masked);
    }
    LogRecord record =
        new LogRecord(
            new RecordId(1, position, logs.size()),
            Samples.TENANT,
            1_000 + logs.size(),
            2_000,
            Severity.INFO,
            "INFO",
            new Source("accounts", "1.4.2", "i-1", "prod", null),
            null,
            null,
            Business.NONE.withAccount(new AccountRef(List.of("acct_1"), null, "attribute")),
            logger,
            caller,
            "main",
            "login of bob, password=***",
            null,
            null,
            event,
            loadTest,
            attributes);
    logs.add(record);
    return record;
  }

  private List<Signal> detect() {
    return detector.detect(new Observation(1, HERE, logs, List.of()));
  }

  @Test
  void secretsOfOneLogger_areOneSignal_whosePlaceIsTheLoggersClass() {
    log(LOGIN, null, "key=1");
    log(LOGIN, null, "key=2,mobile=1");
    List<Signal> signals = detect();
    assertThat(signals).hasSize(1);
    Signal leak = signals.getFirst();
    assertThat(leak.count()).isEqualTo(2);
    assertThat(leak.accounts()).containsExactly("acct_1");
    assertThat(leak.because()).isEqualTo("masked in 2 records of logger " + LOGIN + ": key");
    FaultFacts facts = leak.facts();
    assertThat(facts.kind()).isEqualTo(FaultFacts.Kind.LEAK);
    assertThat(facts.culprit()).isEqualTo(new Frame(LOGIN, Leak.LOGGER, null, 0));
    assertThat(facts.revision()).isEqualTo("4f1c2d7");
    assertThat(facts.message()).isEqualTo("login of bob, password=***");
    assertThat(Headline.what(facts, "accounts", Locale.ENGLISH))
        .isEqualTo("Password or other secret in the log of LoginService");
    assertThat(Headline.what(facts, "accounts", Locale.CHINESE))
        .isEqualTo("LoginService 将密码等机密写入日志");
  }

  @Test
  void theMethodThatLogged_isThePlace_whereTheRecordTellsIt() {
    log("audit", LOGIN + ".login", "card=1");
    log("audit", null, "token=1");
    List<Signal> signals = detect();
    assertThat(signals).extracting(s -> s.facts().type()).containsExactly("card", "token");
    assertThat(signals.getFirst().facts().culprit()).isEqualTo(new Frame(LOGIN, "login", null, 0));
    assertThat(signals.getLast().facts().culprit()).isNull();
  }

  @Test
  void oneFault_isEachServiceLoggerAndKind() {
    log(LOGIN, null, "key=1,card=1");
    log("com.bank.pay.Gateway", null, "card=3");
    List<Signal> first = detect();
    List<Signal> again = detect();
    assertThat(first).extracting(Signal::fingerprint).hasSize(3).doesNotHaveDuplicates();
    assertThat(again).isEqualTo(first);
  }

  @Test
  void personalNumbers_areCounted_andNoTicket() {
    log(LOGIN, null, "mobile=2,email=1");
    assertThat(detect()).isEmpty();
    assertThat(detector.counts().masked(Samples.TENANT))
        .containsExactly(
            new MaskedLine("accounts", LOGIN, "mobile", 2),
            new MaskedLine("accounts", LOGIN, "email", 1));
  }

  /** An account number in its own field may have a card's form. */
  @Test
  void whatLooksLikeACard_isNoLeak_unlessItIsNamed() {
    detector = new LeakDetector(LeakConfig.defaults());
    log(LOGIN, null, "card=1");
    assertThat(detect()).isEmpty();
  }

  @Test
  void reportOnADeadJvm_orAnIgnoredLogger_isNoLeak() {
    log("io.tocsin.agent", null, "key=1", "jvm.crash", false, HERE);
    log("noisy", null, "key=1");
    detector = new LeakDetector(new LeakConfig(List.of("key"), 1, List.of("noisy"), 10));
    assertThat(detect()).isEmpty();
    assertThat(detector.counts().masked(Samples.TENANT)).hasSize(2);
  }

  @Test
  void fewerThanTheThreshold_areNoSignal() {
    log(LOGIN, null, "key=2");
    detector = new LeakDetector(new LeakConfig(List.of("key"), 3, List.of(), 10));
    assertThat(detect()).isEmpty();
    log(LOGIN, null, "key=1");
    assertThat(detect()).hasSize(1);
  }

  @Test
  void loadTestTraffic_isASignalOfItsOwn() {
    log(LOGIN, null, "key=1");
    log(LOGIN, null, "key=1", null, true, HERE);
    List<Signal> signals = detect();
    assertThat(signals).extracting(Signal::loadTest).containsExactly(false, true);
    assertThat(signals).extracting(Signal::id).doesNotHaveDuplicates();
  }

  @Test
  void recordShownAgain_becauseItLearntItsAccount_isCountedOnce() {
    LogRecord early = log(LOGIN, null, "key=1", null, false, new Position(1, 3));
    detector.detect(new Observation(1, new Position(1, 3), List.of(early), List.of()));
    detector.detect(new Observation(1, HERE, List.of(early), List.of()));
    assertThat(detector.counts().masked(Samples.TENANT))
        .containsExactly(new MaskedLine("accounts", LOGIN, "key", 1));
  }

  @Test
  void moreLoggersThanTheLimit_areCountedTogether() {
    detector = new LeakDetector(new LeakConfig(List.of(), 1, List.of(), 3));
    for (int i = 0; i < 10; i++) {
      log("logger" + i, null, "mobile=1");
    }
    assertThat(detect()).isEmpty();
    assertThat(detector.counts().masked(Samples.TENANT))
        .hasSize(4)
        .contains(new MaskedLine("other", "other", "mobile", 7));
    assertThat(detector.samples()).hasSize(4);
  }

  @Test
  void whatStoodInSpans_isCountedAsSuch() {
    Span span =
        new Span(
            new RecordId(1, HERE, 0),
            Samples.TENANT,
            1,
            2,
            3,
            new Source("accounts", null, null, "", null),
            Samples.TRACE,
            "00f067aa0ba902b7",
            null,
            "GET /",
            Span.Kind.SERVER,
            false,
            null,
            Business.NONE,
            null,
            -1,
            false,
            Map.of(Masked.ATTRIBUTE, "a=b=1,card=x"));
    assertThat(detector.detect(new Observation(1, HERE, List.of(), List.of(span)))).isEmpty();
    assertThat(detector.counts().masked(Samples.TENANT))
        .containsExactlyInAnyOrder(
            new MaskedLine("accounts", "spans", "a=b", 1),
            new MaskedLine("accounts", "spans", "card", 1));
  }
}
