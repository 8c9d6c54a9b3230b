package io.tocsin.collector.wiring;

import static io.tocsin.collector.Otlp.attribute;
import static io.tocsin.collector.Otlp.id;
import static io.tocsin.collector.Otlp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Otlp;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.account.AccountTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A worker settles a payment inside a span that knows the account, logs a line whose MDC was lost,
 * and dies of an exception after the span was closed. The three reach us in any order.
 */
class CrashStoryTest {
  private static final long T0 = RunningCollector.NOW.getEpochSecond() * 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN = "eee19b7ec3c1b174";
  private static final String ACCOUNT = "6222021234567890";
  private static final String TOKEN =
      new AccountTokens(RunningCollector.KEYS).tokensOf(ACCOUNT).getFirst();
  private static final Resource LEDGER = Otlp.resource("ledger", "ledger-1");

  @ParameterizedTest
  @CsvSource({
    "span,log,crash", "span,crash,log", "log,span,crash",
    "log,crash,span", "crash,span,log", "crash,log,span"
  })
  void spanLogAndCrash_inAnyOrder_endUpUnderOneTraceAndAccount(
      String first, String second, String third) {
    try (RunningCollector collector = new RunningCollector()) {
      for (String what : List.of(first, second, third)) {
        send(collector, what);
        await().until(() -> collector.components.ledger().lines().getFirst().inFlight() == 0);
      }

      await().until(() -> complete(collector));
      assertThat(collector.signals.all())
          .as("one occurrence; what completes it later counts none")
          .filteredOn(signal -> signal.count() > 0)
          .singleElement()
          .satisfies(signal -> {
            assertThat(signal.traceId()).isEqualTo(TRACE);
            assertThat(signal.facts().uncaught()).isTrue();
          });
      assertThat(collector.store.logs())
          .hasSize(2)
          .allSatisfy(record -> {
            assertThat(record.traceId()).isEqualTo(TRACE);
            assertThat(record.spanId()).isEqualTo(SPAN);
            assertThat(record.business().account().because())
                .startsWith("joined from span " + SPAN);
          });
      assertThat(collector.log.batches())
          .allSatisfy(batch ->
              assertThat(new String(batch.payload(), StandardCharsets.ISO_8859_1))
                  .doesNotContain(ACCOUNT));
      assertThat(collector.components.ledger().lines())
          .singleElement()
          .satisfies(line -> {
            assertThat(line.stored()).isEqualTo(3);
            assertThat(line.dropped()).isEqualTo(Map.of());
            assertThat(line.missing()).isZero();
          });
      assertThat(collector.components.all())
          .extracting(Component::health)
          .extracting(Health::state)
          .containsOnly(Health.State.UP);
    }
  }

  private static boolean complete(RunningCollector collector) {
    return collector.store.logs().size() == 2
        && collector.store.logs().stream().allMatch(record -> record.business().account() != null)
        && !collector.signals.all().isEmpty();
  }

  private static void send(RunningCollector collector, String what) {
    int status =
        switch (what) {
          case "span" -> collector.post("/v1/traces", span()).statusCode();
          case "log" -> collector.post("/v1/logs", log()).statusCode();
          default -> collector.post("/v1/logs", crash()).statusCode();
        };
    assertThat(status).isEqualTo(200);
  }

  private static ExportTraceServiceRequest span() {
    return Otlp.traces(
        LEDGER,
        Span.newBuilder()
            .setTraceId(id(TRACE))
            .setSpanId(id(SPAN))
            .setName("settle")
            .setStartTimeUnixNano(T0)
            .setEndTimeUnixNano(T0 + 20 * MILLI)
            .addAttributes(attribute("thread.name", "worker-1"))
            .addAttributes(attribute("thread.id", 41))
            .addAttributes(attribute("account_id", ACCOUNT))
            .build());
  }

  private static ExportLogsServiceRequest log() {
    return Otlp.logs(
        LEDGER,
        LogRecord.newBuilder()
            .setTimeUnixNano(T0 + 10 * MILLI)
            .setSeverityNumberValue(9)
            .setBody(text("settling"))
            .addAttributes(attribute("thread.name", "worker-1"))
            .build());
  }

  private static ExportLogsServiceRequest crash() {
    return Otlp.logs(
        LEDGER,
        LogRecord.newBuilder()
            .setTimeUnixNano(T0 + 21 * MILLI)
            .setSeverityNumberValue(17)
            .setEventName("jvm.exception.uncaught")
            .setTraceId(id(TRACE))
            .setSpanId(id(SPAN))
            .addAttributes(attribute("exception.type", "java.lang.IllegalStateException"))
            .addAttributes(attribute("exception.message", "no ledger"))
            .addAttributes(attribute("thread.name", "worker-1"))
            .addAttributes(attribute("thread.id", 41))
            .addAttributes(attribute("tocsin.context.age_ms", 1))
            .build());
  }
}
