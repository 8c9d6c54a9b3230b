package io.tocsin.model.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.Slowdown;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T14:02:31Z");
  private static final Instant NOW = Instant.parse("2026-03-01T18:00:00Z");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Frame SETTLE =
      new Frame("com.bank.refund.RefundService", "settle", "RefundService.java", 57);

  private static FaultFacts facts(
      @Nullable Frame culprit, @Nullable String operation, boolean uncaught) {
    return new FaultFacts(
        FaultFacts.Kind.EXCEPTION,
        "java.lang.NullPointerException",
        "",
        "java.lang.NullPointerException",
        culprit,
        null,
        "",
        uncaught,
        null,
        operation,
        null,
        List.of());
  }

  private static Incident incident(FaultFacts facts, BlastRadius blast) {
    TenantId tenant = new TenantId("bank");
    return new Incident(
        UUID.randomUUID(),
        12,
        tenant,
        new FaultRef(UUID.randomUUID(), tenant, 1, FIRST),
        1,
        Incident.State.OPEN,
        new Source("refunds", "1.4.2", null, "prod", null),
        null,
        facts,
        new RecordId(1, new Position(0, 0), 0),
        null,
        null,
        FIRST,
        FIRST,
        FIRST,
        null,
        null,
        null,
        null,
        blast,
        1);
  }

  private static String english(FaultFacts facts, BlastRadius blast) {
    return Headline.of(incident(facts, blast), NOW, UTC, Locale.ENGLISH);
  }

  private static BlastRadius accounts(long accounts) {
    return new BlastRadius(accounts * 2, accounts, 1, false);
  }

  @Test
  void ofAFaultWithEndpoint_saysWhatWhereAndForWhom() {
    assertThat(english(facts(SETTLE, "POST /refunds", false), accounts(3)))
        .isEqualTo(
            "NullPointerException in RefundService.settle on POST /refunds: 3 accounts since 14:02");
  }

  @Test
  void inChinese_isASentenceOfItsOwn() {
    Incident incident = incident(facts(SETTLE, "POST /refunds", false), accounts(3));
    assertThat(Headline.of(incident, NOW, ZoneId.of("Asia/Shanghai"), Locale.SIMPLIFIED_CHINESE))
        .isEqualTo(
            "POST /refunds 上的 RefundService.settle 抛出 NullPointerException："
                + "2026-03-01 22:02 起影响 3 个账户");
  }

  @Test
  void withoutTime_isTheSameSentence() {
    Incident incident = incident(facts(SETTLE, "POST /refunds", false), accounts(3));
    assertThat(Headline.of(incident, Locale.ENGLISH))
        .isEqualTo("NullPointerException in RefundService.settle on POST /refunds: 3 accounts");
    assertThat(Headline.of(incident, Locale.SIMPLIFIED_CHINESE))
        .isEqualTo("POST /refunds 上的 RefundService.settle 抛出 NullPointerException：影响 3 个账户");
  }

  @Test
  void ofAnUncaughtOneWithoutCulprit_namesTheService() {
    assertThat(english(facts(null, "worker-3", true), new BlastRadius(1, 0, 0, false)))
        .isEqualTo("Uncaught NullPointerException in refunds on worker-3: once since 14:02");
  }

  @Test
  void numbers_areCountedAsPeopleCount() {
    FaultFacts facts = facts(SETTLE, null, false);
    assertThat(english(facts, accounts(1))).contains(": 1 account since");
    assertThat(english(facts, new BlastRadius(12_345, 0, 0, false))).contains(": 12,345 times ");
    assertThat(english(facts, new BlastRadius(99_999, 10_000, 2, true)))
        .contains(": at least 10,000 accounts ");
  }

  @Test
  void generatedNames_areLeftOut() {
    assertThat(Headline.method(new Frame("com.bank.Pay$Desk", "lambda$pay$3", null, 0)))
        .isEqualTo("Pay.Desk.pay");
    assertThat(Headline.method(new Frame("com.bank.Pay$1$2", "run", null, 0))).isEqualTo("Pay.run");
    assertThat(Headline.method(new Frame("com.bank.Pay$$SpringCGLIB$$0", "<init>", null, 0)))
        .isEqualTo("new Pay");
  }

  private static FaultFacts facts(
      FaultFacts.Kind kind, String type, String message, @Nullable Frame culprit) {
    String operation = kind == FaultFacts.Kind.SLOWDOWN ? "POST /transfers" : null;
    return new FaultFacts(
        kind, type, message, type, culprit, null, "", false, null, operation, null, List.of());
  }

  private static final Frame LOOKUP = new Frame("com.bank.Rates", "lookup", "Rates.java", 0);

  @Test
  void ofACrash_saysWhatTheJvmDiedOf() {
    FaultFacts in = facts(FaultFacts.Kind.CRASH, "SIGSEGV", "address 0", LOOKUP);
    FaultFacts nowhere = facts(FaultFacts.Kind.CRASH, "OutOfMemoryError", "", null);
    BlastRadius once = new BlastRadius(1, 0, 0, false);

    assertThat(english(in, once))
        .isEqualTo("JVM of refunds died of SIGSEGV in Rates.lookup: once since 14:02");
    assertThat(english(nowhere, once))
        .isEqualTo("JVM of refunds died of OutOfMemoryError: once since 14:02");
    assertThat(Headline.of(incident(in, once), Locale.CHINESE))
        .isEqualTo("refunds 的 JVM 因 SIGSEGV 崩溃，位于 Rates.lookup：发生 1 次");
  }

  @Test
  void ofASlowdown_saysHowManyTimesSlowerSinceWhichVersion() {
    String message =
        new Slowdown("P50", Duration.ofMillis(12), Duration.ofMillis(109), "1.1.0").toString();
    FaultFacts unexplained = facts(FaultFacts.Kind.SLOWDOWN, FaultFacts.SLOWDOWN, message, null);
    FaultFacts found = facts(FaultFacts.Kind.SLOWDOWN, FaultFacts.SLOWDOWN, message, LOOKUP);

    assertThat(english(unexplained, accounts(3)))
        .isEqualTo("POST /transfers 9.1 times slower since 1.1.0: 3 accounts since 14:02");
    assertThat(Headline.what(found, "transfers", Locale.ENGLISH))
        .isEqualTo("POST /transfers 9.1 times slower since 1.1.0 in Rates.lookup");
    assertThat(Headline.what(found, "transfers", Locale.CHINESE))
        .isEqualTo("自 1.1.0 起 POST /transfers 变慢至 9.1 倍，位于 Rates.lookup");
  }

  @Test
  void ofASlowdownInOtherWords_saysThatItIsSlower() {
    FaultFacts facts = facts(FaultFacts.Kind.SLOWDOWN, FaultFacts.SLOWDOWN, "much slower", null);
    assertThat(Headline.what(facts, "transfers", Locale.ENGLISH))
        .isEqualTo("POST /transfers slower");
  }
}
