package io.tocsin.collector.join;

import static io.tocsin.collector.Otlp.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.Entries;
import io.tocsin.collector.Otlp;
import io.tocsin.model.signal.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Records without a trace, by the thread that wrote them. */
class ThreadJoinTest extends JoinStage {
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
}
