package io.tocsin.collector.join;

import static io.tocsin.collector.Otlp.attribute;
import static io.tocsin.collector.Otlp.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.Entries;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.TenantId;
import io.tocsin.model.signal.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long T0 = 1_795_255_200 * SECOND;
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String OTHER_TRACE = "5b8efff798038103d269b633813fc60d";
  private static final String SPAN = "eee19b7ec3c1b174";
  private static final String OTHER_SPAN = "eee19b7ec3c1b175";

  private final Entries entries = new Entries();
  private final JoinCounts counts = new JoinCounts("store");
  private final Joiner joiner = new Joiner(Defaults.JOIN, Joiner.Late.EVERYTHING, counts);

  @Test
  void aRecordOfATrace_getsTheAccountThatASpanOfItHad() {
    join(spans(span(TRACE, SPAN, "acct_a")), T0);
    var log = join(logs(log(TRACE, OTHER_SPAN)), T0 + SECOND).observation().logs().getFirst();

    assertThat(log.business().account().token()).isEqualTo("acct_a");
    assertThat(log.business().account().because())
        .isEqualTo(
            "joined from span eee19b7ec3c1b174 of the same trace, which had it by attribute"
                + " account_id");
    assertThat(log.business().tenantCode()).isEqualTo("CORP-9");
    assertThat(accounts("joined")).isEqualTo(1);
  }

  @Test
  void aRecordThatCameBeforeItsSpan_isGivenOutAgainWhenTheSpanComes() {
    var first = join(logs(log(TRACE, SPAN)), T0);
    var second = join(spans(span(TRACE, SPAN, "acct_a")), T0 + 5 * SECOND);

    assertThat(first.observation().logs().getFirst().business().account()).isNull();
    assertThat(second.lateLogs())
        .singleElement()
        .satisfies(late -> {
          assertThat(late.id()).isEqualTo(first.observation().logs().getFirst().id());
          assertThat(late.business().account().token()).isEqualTo("acct_a");
        });
    assertThat(accounts("joined_late")).isEqualTo(1);
    assertThat(counts.joins(Entries.TENANT).accountShare().joinedRatio()).isEqualTo(1);
  }

  @Test
  void theColourOfATrace_andWhatBelongsToAllOfIt_isSpreadOverItsRecords_D8_L3() {
    LogRecord coloured =
        log(TRACE, SPAN).toBuilder()
            .addAttributes(attribute(TelemetryAttributes.LOAD_TEST, "true"))
            .addAttributes(attribute(TelemetryAttributes.SLI, "settlement"))
            .addAttributes(attribute(TelemetryAttributes.messageId(0), "uetr-1"))
            .build();
    var before = join(logs(log(TRACE, OTHER_SPAN)), T0).observation().logs().getFirst();
    var late = join(logs(coloured), T0 + SECOND).lateLogs();
    var after = join(spans(span(TRACE, OTHER_SPAN, "acct_a")), T0 + 2 * SECOND);
    var other = join(logs(log(OTHER_TRACE, SPAN)), T0 + 3 * SECOND).observation();

    assertThat(before.loadTest()).isFalse();
    assertThat(late)
        .singleElement()
        .satisfies(record -> {
          assertThat(record.id()).isEqualTo(before.id());
          assertThat(record.loadTest()).isTrue();
          assertThat(record.business().messageIds()).containsExactly("uetr-1");
        });
    assertThat(after.observation().spans().getFirst())
        .satisfies(span -> {
          assertThat(span.loadTest()).isTrue();
          assertThat(span.business().sli()).isEqualTo("settlement");
          assertThat(span.business().account().token()).isEqualTo("acct_a");
        });
    assertThat(other.logs().getFirst().loadTest()).isFalse();
  }

  @Test
  void whereOnlyErrorsAreWantedAgain_othersDoNotWait() {
    Joiner errorsOnly = new Joiner(Defaults.JOIN, Joiner.Late.ERRORS, counts);
    LogRecord failed =
        log(TRACE, SPAN).toBuilder()
            .addAttributes(attribute("exception.type", "bank.Failure"))
            .build();
    errorsOnly.join(logs(log(TRACE, SPAN), failed), T0);

    assertThat(errorsOnly.join(spans(span(TRACE, SPAN, "acct_a")), T0 + SECOND).lateLogs())
        .singleElement()
        .satisfies(late -> assertThat(late.error()).isNotNull());
    assertThat(accounts("unknown_account")).isEqualTo(1);
  }

  @Test
  void spansWithoutAccount_areCompletedToo() {
    join(spans(span(TRACE, OTHER_SPAN, null)), T0);
    var late = join(logs(log(TRACE, SPAN, "acct_a")), T0 + SECOND).lateSpans();

    assertThat(late)
        .singleElement()
        .satisfies(s -> assertThat(s.business().account().token()).isEqualTo("acct_a"));
  }

  @Test
  void aTransferBetweenTwoAccounts_joinsBySpanAndOtherwiseNotAtAll() {
    join(spans(span(TRACE, SPAN, "acct_a"), span(TRACE, OTHER_SPAN, "acct_b")), T0);
    var logs =
        join(logs(log(TRACE, OTHER_SPAN), log(TRACE, "eee19b7ec3c1b176")), T0).observation().logs();

    assertThat(logs.get(0).business().account().token()).isEqualTo("acct_b");
    assertThat(logs.get(1).business().account()).isNull();
    assertThat(accounts("ambiguous")).isEqualTo(1);
  }

  @Test
  void duringAKeyRotation_oneAccountWithTwoTokensIsStillOne() {
    join(spans(span(TRACE, SPAN, "acct_old"), span(TRACE, OTHER_SPAN, "acct_old,acct_new")), T0);
    var log = join(logs(log(TRACE, "eee19b7ec3c1b176")), T0).observation().logs().getFirst();

    assertThat(log.business().account().token()).isEqualTo("acct_old");
  }

  @Test
  void aRecordWithoutTrace_getsTheInnermostSpanOfItsThreadAtThatTime() {
    join(
        spans(
            onThread(span(TRACE, SPAN, "acct_a"), T0, T0 + 10 * SECOND),
            onThread(span(TRACE, OTHER_SPAN, null), T0 + 2 * SECOND, T0 + 4 * SECOND)),
        T0 + 10 * SECOND);
    var log =
        join(logs(onThread(T0 + 3 * SECOND)), T0 + 11 * SECOND).observation().logs().getFirst();

    assertThat(log.traceId()).isEqualTo(TRACE);
    assertThat(log.spanId()).isEqualTo(OTHER_SPAN);
    assertThat(log.attributes())
        .containsEntry(
            "tocsin.trace.because",
            "span eee19b7ec3c1b175 was active on thread worker-1 of the same instance at that"
                + " time");
    assertThat(log.business().account().token()).isEqualTo("acct_a");
    assertThat(traces("joined")).isEqualTo(1);
  }

  @Test
  void aRecordWithoutTrace_isCompletedWhenTheSpanOfItsThreadEnds() {
    var before = join(logs(onThread(T0 + 3 * SECOND)), T0 + 3 * SECOND);
    var after =
        join(spans(onThread(span(TRACE, SPAN, "acct_a"), T0, T0 + 4 * SECOND)), T0 + 5 * SECOND);

    assertThat(before.observation().logs().getFirst().traceId()).isNull();
    assertThat(after.lateLogs())
        .singleElement()
        .satisfies(late -> {
          assertThat(late.traceId()).isEqualTo(TRACE);
          assertThat(late.business().account().token()).isEqualTo("acct_a");
        });
    assertThat(traces("joined_late")).isEqualTo(1);
  }

  @Test
  void aThreadThatWasInTwoTracesAtOnce_tellsNothing() {
    join(
        spans(
            onThread(span(TRACE, SPAN, null), T0, T0 + 10 * SECOND),
            onThread(span(OTHER_TRACE, OTHER_SPAN, null), T0 + SECOND, T0 + 9 * SECOND)),
        T0 + 10 * SECOND);
    var log =
        join(logs(onThread(T0 + 5 * SECOND)), T0 + 10 * SECOND).observation().logs().getFirst();

    assertThat(log.traceId()).isNull();
    assertThat(traces("ambiguous")).isEqualTo(1);
  }

  @Test
  void theThreadOfAnotherInstance_isAnother() {
    join(
        Entries.decode(
            entries.of(
                Otlp.traces(
                    Otlp.resource("ledger", "ledger-2"),
                    onThread(span(TRACE, SPAN, null), T0, T0 + 10 * SECOND)),
                T0)),
        T0);

    assertThat(join(logs(onThread(T0 + SECOND)), T0).observation().logs().getFirst().traceId())
        .isNull();
  }

  @Test
  void anotherTenantsTrace_neverJoins() {
    join(spans(span(TRACE, SPAN, "acct_a")), T0);
    Observation foreign =
        Entries.decode(
            new Entries(new TenantId("cards"))
                .of(Otlp.logs(Otlp.resource("ledger", "ledger-1"), log(TRACE, SPAN)), T0));

    assertThat(join(foreign, T0).observation().logs().getFirst().business().account()).isNull();
  }

  @Test
  void anOldContextOfACrashedThread_isAHintThatBringsNoAccount() {
    join(spans(span(TRACE, SPAN, "acct_a")), T0);
    LogRecord fresh =
        log(TRACE, SPAN).toBuilder().addAttributes(attribute("tocsin.context.age_ms", 4)).build();
    LogRecord stale =
        log(TRACE, SPAN).toBuilder()
            .addAttributes(attribute("tocsin.context.age_ms", 1_001))
            .build();

    var logs = join(logs(fresh, stale), T0).observation().logs();

    assertThat(logs.get(0).business().account()).isNotNull();
    assertThat(logs.get(1).business().account()).isNull();
    assertThat(accounts("stale_context")).isEqualTo(1);
  }

  @Test
  void whatIsOlderThanTheWindows_isForgottenAndTheMissesAreCounted() {
    join(logs(log(TRACE, SPAN), onThread(T0)), T0);
    join(spans(span(OTHER_TRACE, SPAN, "acct_b")), T0 + 61 * SECOND);
    var tooLate = join(spans(span(TRACE, SPAN, "acct_a")), T0 + 62 * SECOND);
    var forgotten =
        join(logs(log(OTHER_TRACE, SPAN)), T0 + 61 * SECOND + Duration.ofMinutes(6).toNanos());

    assertThat(tooLate.lateLogs()).isEmpty();
    assertThat(accounts("unknown_account")).isEqualTo(1);
    assertThat(traces("no_span")).isEqualTo(1);
    assertThat(accounts("no_trace")).isEqualTo(1);
    assertThat(forgotten.observation().logs().getFirst().business().account()).isNull();
  }

  @Test
  void aFullWaitingRoom_letsHarmlessRecordsGoAndKeepsTheError() {
    LogRecord error = log(TRACE, SPAN).toBuilder().setSeverityNumberValue(17).build();
    join(logs(error), T0);
    for (int i = 0; i < Defaults.JOIN.maxWaiting() + 5; i++) {
      join(logs(log(OTHER_TRACE, SPAN)), T0 + i);
    }

    assertThat(accounts("unknown_account_no_room")).isEqualTo(5);
    assertThat(join(spans(span(TRACE, SPAN, "acct_a")), T0 + SECOND).lateLogs()).hasSize(1);
  }

  @Test
  void everyRecordIsCountedOnce() {
    join(logs(log(TRACE, SPAN, "acct_a"), log(TRACE, SPAN), LogRecord.getDefaultInstance()), T0);

    assertThat(traces("own")).isEqualTo(2);
    assertThat(traces("no_thread")).isEqualTo(1);
    assertThat(accounts("own")).isEqualTo(1);
    assertThat(accounts("joined")).isEqualTo(1);
    assertThat(accounts("no_trace")).isEqualTo(1);
    assertThat(counts.joins(Entries.TENANT).accountShare().joinedRatio()).isEqualTo(0.5);
  }

  /** Tasks one after the other on each thread of a pool, a line before, in and after each. */
  @Test
  void L7_tasksOnPooledThreads_inWhateverOrderTheirTelemetryComes_joinTheirOwnTrace() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      Joiner shuffled = new Joiner(Defaults.JOIN, Joiner.Late.EVERYTHING, new JoinCounts("store"));
      List<Observation> arriving = new ArrayList<>();
      Map<Long, String> traceAt = new HashMap<>();
      for (int task = 0; task < 40; task++) {
        String worker = "worker-" + task % 4;
        long start = T0 + (task / 4) * SECOND + task % 4;
        String trace = String.format("%032x", seed << 32 | task + 1);
        Span span = span(trace, String.format("%016x", task + 1), null);
        arriving.add(spans(on(worker, task % 4, span, start + 200, start + 800)));
        for (long at : List.of(start + 100, start + 500, start + 900)) {
          arriving.add(logs(on(worker, at)));
        }
        traceAt.put(start + 500, trace);
      }
      Collections.shuffle(arriving, random);
      Map<Long, String> found = new HashMap<>();
      for (Observation batch : arriving) {
        Joined joined = shuffled.join(batch, T0);
        Stream.concat(joined.observation().logs().stream(), joined.lateLogs().stream())
            .filter(log -> log.traceId() != null)
            .forEach(log -> found.put(log.eventNanos(), log.traceId()));
      }
      assertThat(found).as("seed %d", seed).isEqualTo(traceAt);
    }
  }

  @Test
  void L7_twoThreadsOfOneName_tellNothingByIt() {
    join(
        spans(
            on("worker-1", 41, span(TRACE, SPAN, null), T0, T0 + 2 * SECOND),
            on(
                "worker-1",
                42,
                span(OTHER_TRACE, OTHER_SPAN, null),
                T0 + 4 * SECOND,
                T0 + 9 * SECOND)),
        T0 + 10 * SECOND);
    var log = join(logs(onThread(T0 + SECOND)), T0 + 11 * SECOND).observation().logs().getFirst();

    assertThat(log.traceId()).isNull();
    assertThat(traces("ambiguous")).isEqualTo(1);
  }

  private long traces(String outcome) {
    return counts.joins(Entries.TENANT).traces().getOrDefault(outcome, 0L);
  }

  private long accounts(String outcome) {
    return counts.joins(Entries.TENANT).accounts().getOrDefault(outcome, 0L);
  }

  private Joined join(Observation batch, long nowNanos) {
    return joiner.join(batch, nowNanos);
  }

  private Observation logs(LogRecord... records) {
    long observed = records[0].getObservedTimeUnixNano();
    return Entries.decode(
        entries.of(
            Otlp.logs(Otlp.resource("ledger", "ledger-1"), records), Math.max(T0, observed)));
  }

  private Observation spans(Span... spans) {
    return Entries.decode(
        entries.of(Otlp.traces(Otlp.resource("ledger", "ledger-1"), spans), T0 + 61 * SECOND));
  }

  private static LogRecord log(String trace, String span) {
    return LogRecord.newBuilder().setTraceId(id(trace)).setSpanId(id(span)).build();
  }

  private static LogRecord log(String trace, String span, String tokens) {
    return log(trace, span).toBuilder()
        .addAttributes(attribute(TelemetryAttributes.ACCOUNT_TOKENS, tokens))
        .build();
  }

  private static LogRecord onThread(long eventNanos) {
    return on("worker-1", eventNanos);
  }

  private static LogRecord on(String thread, long eventNanos) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(eventNanos)
        .addAttributes(attribute("thread.name", thread))
        .build();
  }

  private static Span span(String trace, String span, String tokens) {
    Span.Builder builder = Span.newBuilder().setTraceId(id(trace)).setSpanId(id(span));
    if (tokens != null) {
      builder
          .addAttributes(attribute(TelemetryAttributes.ACCOUNT_TOKENS, tokens))
          .addAttributes(attribute(TelemetryAttributes.ACCOUNT_BECAUSE, "attribute account_id"))
          .addAttributes(attribute(TelemetryAttributes.TENANT_CODE, "CORP-9"));
    }
    return builder.build();
  }

  private static Span onThread(Span span, long startNanos, long endNanos) {
    return on("worker-1", 41, span, startNanos, endNanos);
  }

  private static Span on(String thread, int id, Span span, long startNanos, long endNanos) {
    return span.toBuilder()
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(endNanos)
        .addAttributes(attribute("thread.name", thread))
        .addAttributes(attribute("thread.id", id))
        .build();
  }
}
