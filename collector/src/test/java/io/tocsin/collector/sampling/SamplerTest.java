package io.tocsin.collector.sampling;

import static io.tocsin.collector.Otlp.attribute;
import static io.tocsin.collector.Otlp.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Entries;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.join.Joinable;
import io.tocsin.collector.join.Joined;
import io.tocsin.collector.sampling.SamplingConfig.Hours;
import io.tocsin.collector.sampling.SamplingConfig.Policy;
import io.tocsin.model.config.InvalidSettingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final long SECOND = 1_000_000_000L;

  /** A Monday, 10:00 in Shanghai. */
  private static final long MORNING = nanos("2026-11-23T02:00:00Z");

  /** A Monday, 23:30 in Shanghai. */
  private static final long NIGHT = nanos("2026-11-23T15:30:00Z");

  private static final String LOW_TRACE = "5b8efff798038103d200000000000001";
  private static final String HIGH_TRACE = "5b8efff798038103d2ffffffffffffff";
  private static final Hours NIGHTS = new Hours("22:00", "06:00", List.of(), 5);

  private final Entries entries = new Entries();

  private static long nanos(String instant) {
    return Instant.parse(instant).getEpochSecond() * SECOND;
  }

  private static Sampler sampler(List<Policy> policies, List<Hours> hours) {
    return new Sampler(config(policies, hours));
  }

  private static SamplingConfig config(List<Policy> policies, List<Hours> hours) {
    return new SamplingConfig(
        policies, hours, "Asia/Shanghai", Duration.ofSeconds(30), 1_000, 1 << 20, 1_000);
  }

  private static Policy policy(String sli, int oneOf) {
    return new Policy(sli, List.of(sli), List.of(), List.of(), List.of(), oneOf);
  }

  private Joined logs(long observedNanos, LogRecord... records) {
    return new Joined(
        Entries.decode(entries.of(Otlp.logs(Otlp.resource("pay", "1"), records), observedNanos)),
        List.of(),
        List.of());
  }

  private Joined spans(long observedNanos, Span... spans) {
    return new Joined(
        Entries.decode(entries.of(Otlp.traces(Otlp.resource("pay", "1"), spans), observedNanos)),
        List.of(),
        List.of());
  }

  private static LogRecord.Builder log(String trace) {
    return LogRecord.newBuilder().setTraceId(id(trace)).setBody(Otlp.text("ok"));
  }

  private static Span.Builder span(String trace) {
    return Span.newBuilder()
        .setTraceId(id(trace))
        .setSpanId(id("eee19b7ec3c1b174"))
        .setName("GET /balance");
  }

  private static String rate(Joinable record) {
    return record.attributes().get(TelemetryAttributes.SAMPLE_RATE);
  }

  @Test
  void byDefault_everythingIsStored_andNothingIsMarked() {
    Sampler all = new Sampler(SamplingConfig.none());
    Sifted sifted = all.sift(logs(NIGHT, log(LOW_TRACE).build()), NIGHT);

    assertThat(sifted.kept()).singleElement().satisfies(one -> assertThat(rate(one)).isNull());
    assertThat(sifted.left()).isZero();
    assertThat(all.saved()).isNull();
  }

  @Test
  void atNight_fivePercentOfTheTracesStay_whole_andStandForTwenty_L8() {
    Sampler nights = sampler(List.of(), List.of(NIGHTS));
    Random random = new Random(5);
    int whole = 0;
    double represented = 0;
    for (int i = 0; i < 4_000; i++) {
      String trace = String.format("%016x%016x", random.nextLong(), random.nextLong());
      Sifted log = nights.sift(logs(NIGHT, log(trace).build()), NIGHT);
      Sifted span = nights.sift(spans(NIGHT, span(trace).build()), NIGHT);
      assertThat(log.kept()).hasSameSizeAs(span.kept());
      whole += log.kept().size();
      represented += log.kept().stream().mapToDouble(one -> Double.parseDouble(rate(one))).sum();
    }

    assertThat(whole).isBetween(160, 240);
    assertThat(represented).isCloseTo(4_000, within(800.0));
    assertThat(nights.saved()).startsWith("sampling left out 9");
  }

  @Test
  void hours_areThoseOfTheZone_overMidnight_onTheirDays() {
    Sampler nights = sampler(List.of(), List.of(NIGHTS));
    assertThat(nights.sift(logs(MORNING, log(LOW_TRACE).build()), MORNING).left()).isZero();
    long earlyTuesday = nanos("2026-11-23T21:59:00Z");
    assertThat(nights.sift(logs(earlyTuesday, log(LOW_TRACE).build()), earlyTuesday).left())
        .isEqualTo(1);

    Sampler fridays = sampler(List.of(), List.of(new Hours("22:00", "06:00", List.of("fri"), 5)));
    assertThat(fridays.sift(logs(earlyTuesday, log(LOW_TRACE).build()), earlyTuesday).left())
        .isZero();
  }

  @Test
  void anSlisOwnPolicy_countsBeforeTheHour() {
    Sampler sampler =
        sampler(List.of(policy("payment", 1), policy("query", 1_000)), List.of(NIGHTS));
    LogRecord payment =
        log(LOW_TRACE).addAttributes(attribute(TelemetryAttributes.SLI, "payment")).build();
    LogRecord query =
        log(LOW_TRACE).addAttributes(attribute(TelemetryAttributes.SLI, "query")).build();

    assertThat(sampler.sift(logs(NIGHT, payment), NIGHT).kept())
        .singleElement()
        .satisfies(one -> assertThat(rate(one)).isNull());
    assertThat(sampler.sift(logs(MORNING, query), MORNING).left()).isEqualTo(1);
    LogRecord lucky = query.toBuilder().setTraceId(id(HIGH_TRACE)).build();
    assertThat(sampler.sift(logs(MORNING, lucky), MORNING).kept())
        .singleElement()
        .satisfies(one -> assertThat(rate(one)).isEqualTo("1000"));
  }

  @Test
  void anError_keepsItsTrace_alsoWhatWasLeftOutBefore() {
    Sampler nights = sampler(List.of(), List.of(NIGHTS));
    assertThat(nights.sift(logs(NIGHT, log(LOW_TRACE).build()), NIGHT).left()).isEqualTo(1);
    assertThat(nights.sift(logs(NIGHT, log(HIGH_TRACE).build()), NIGHT).kept()).hasSize(1);

    Sifted failed = nights.sift(logs(NIGHT, error(LOW_TRACE)), NIGHT);
    Sifted failedToo = nights.sift(logs(NIGHT, error(HIGH_TRACE)), NIGHT);
    Sifted after = nights.sift(logs(NIGHT, log(LOW_TRACE).build()), NIGHT);

    assertThat(failed.kept()).singleElement().satisfies(one -> assertThat(rate(one)).isNull());
    assertThat(failed.rescued()).hasSize(1);
    assertThat(failedToo.rescued()).isEmpty();
    assertThat(failedToo.kept())
        .as("what stood for twenty stands for itself now, and is written again")
        .hasSize(2)
        .allSatisfy(one -> assertThat(rate(one)).isNull());
    assertThat(after.left()).isZero();
  }

  private static LogRecord error(String trace) {
    return log(trace).addAttributes(attribute("exception.type", "bank.Failure")).build();
  }

  @Test
  void afterTheHold_whatWasLeftOut_staysOut() {
    Sampler nights = sampler(List.of(), List.of(NIGHTS));
    nights.sift(logs(NIGHT, log(LOW_TRACE).build()), NIGHT);
    long later = NIGHT + 31 * SECOND;

    assertThat(nights.sift(logs(later, error(LOW_TRACE)), later).rescued()).isEmpty();
  }

  @Test
  void whatTheSenderSampledAlready_countsFor() {
    Share twentieth = Share.oneOf(20);

    assertThat(twentieth.within("th:f").rate()).isEqualTo(20, within(0.001));
    assertThat(twentieth.within("rv:00;th:ff").rate()).isEqualTo(256);
    assertThat(twentieth.holds(LOW_TRACE, "rv:ffffffffffffff")).isTrue();
    assertThat(twentieth.holds(HIGH_TRACE, "rv:00000000000000")).isFalse();
    assertThat(new Share(0).rate()).isEqualTo(1);
  }

  @Test
  void aTimeThatIsNone_isRefusedWithItsKey() {
    assertThatThrownBy(() -> new Hours("25:00", "06:00", List.of(), 5))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("25:00");
    assertThatThrownBy(() -> new Hours("22:00", "06:00", List.of("funday"), 5))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("mon to sun");
  }
}
