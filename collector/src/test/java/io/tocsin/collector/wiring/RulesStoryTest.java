package io.tocsin.collector.wiring;

import static io.tocsin.collector.Otlp.attribute;
import static io.tocsin.collector.Otlp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.expression.ExpressionLimits;
import io.tocsin.collector.processor.filter.DropRule;
import io.tocsin.collector.processor.filter.FilterConfig;
import io.tocsin.collector.processor.transform.TransformConfig;
import io.tocsin.collector.processor.transform.TransformRule;
import io.tocsin.model.log.TelemetryKind;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules between a receiver and the store: the ledger balances, the sender hears of success. */
class RulesStoryTest {
  private static CollectorConfig.Processors processors(String drop) {
    CollectorConfig.Processors byDefault = CollectorConfig.Processors.defaults();
    return new CollectorConfig.Processors(
        new FilterConfig(List.of(new DropRule("polls", TelemetryKind.LOGS, drop, "a test", false))),
        new TransformConfig(
            List.of(
                new TransformRule(
                    "mark",
                    TelemetryKind.LOGS,
                    "true",
                    Map.of("seen", "service"),
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    List.of()))),
        ExpressionLimits.defaults(),
        byDefault.business(),
        byDefault.classify(),
        byDefault.account(),
        byDefault.masking());
  }

  private static HttpResponse<byte[]> send(RunningCollector collector, String... bodies) {
    LogRecord[] records = new LogRecord[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      records[i] =
          LogRecord.newBuilder()
              .setSeverityNumberValue(9)
              .setBody(text(bodies[i]))
              .addAttributes(attribute("n", i))
              .build();
    }
    return collector.post("/v1/logs", Otlp.logs(Otlp.resource("ledger", "ledger-1"), records));
  }

  @Test
  void receivedIsStoredAndFiltered_andTheSenderHearsOfSuccess() throws Exception {
    try (RunningCollector collector =
        new RunningCollector(Map.of(), processors("body.startsWith('poll')"))) {
      HttpResponse<byte[]> answer = send(collector, "poll 1", "booked", "poll 2");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(ExportLogsServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
      assertThat(send(collector, "poll 3").statusCode()).isEqualTo(200);
      await().until(() -> collector.components.ledger().lines().getFirst().inFlight() == 0);
      assertThat(collector.components.ledger().lines().getFirst())
          .satisfies(line -> {
            assertThat(line.received()).isEqualTo(4);
            assertThat(line.stored()).isEqualTo(1);
            assertThat(line.dropped()).isEqualTo(Map.of("filter:polls", 3L));
            assertThat(line.missing()).isZero();
          });
      assertThat(collector.store.logs())
          .singleElement()
          .satisfies(log -> assertThat(log.attributes()).containsEntry("seen", "ledger"));
    }
  }

  @Test
  void rulesThatChange_holdForTheNextRequest_andNoneMeansNone() {
    try (RunningCollector collector =
        new RunningCollector(Map.of(), processors("body.startsWith('poll')"))) {
      collector.components.follow(processors("body.startsWith('booked')"));
      send(collector, "poll 1", "booked");
      collector.components.follow(CollectorConfig.Processors.defaults());
      send(collector, "poll 2", "booked");
      await().until(() -> collector.store.logs().size() == 3);
      assertThat(collector.store.logs())
          .extracting(log -> log.message())
          .containsExactlyInAnyOrder("poll 1", "poll 2", "booked");
      assertThat(collector.components.ledger().lines().getFirst().dropped())
          .isEqualTo(Map.of("filter:polls", 1L));
    }
  }
}
