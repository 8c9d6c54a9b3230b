package io.tocsin.collector.pipeline;

import static io.tocsin.collector.pipeline.Requests.TENANT;
import static io.tocsin.collector.pipeline.Requests.attributes;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.logs;
import static io.tocsin.collector.pipeline.Requests.pair;
import static io.tocsin.collector.pipeline.Requests.spans;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.expression.ExpressionLimits;
import io.tocsin.collector.expression.RuleCounts;
import io.tocsin.collector.processor.filter.DropRule;
import io.tocsin.collector.processor.filter.FilterConfig;
import io.tocsin.collector.processor.filter.FilterProcessor;
import io.tocsin.collector.processor.transform.TransformConfig;
import io.tocsin.collector.processor.transform.TransformProcessor;
import io.tocsin.collector.processor.transform.TransformRule;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.metric.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules before the pass that extracts and masks. */
class RulesPipelineTest {
  private static final String CARD = "6222021234567894";
  private final RuleCounts counts = new RuleCounts();

  private static DropRule drop(String name, String when) {
    return new DropRule(name, TelemetryKind.LOGS, when, "a test", false);
  }

  private static TransformRule set(String name, String when, Map<String, String> set) {
    return new TransformRule(
        name, TelemetryKind.LOGS, when, set, null, null, null, null, Map.of(), List.of());
  }

  private Pipeline rules(List<DropRule> drop, TransformRule... rules) {
    return new RulesPipeline(
        List.of(
            new FilterProcessor(new FilterConfig(drop), ExpressionLimits.defaults(), counts),
            new TransformProcessor(
                new TransformConfig(List.of(rules)), ExpressionLimits.defaults(), counts)),
        WireLimits.defaults(),
        Requests.pipeline(1));
  }

  private static List<LogRecord> records(Processed done) throws Exception {
    return Requests.decodeLogs(done.parts().getFirst());
  }

  private Map<String, Double> outcomes() {
    return counts.samples().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                sample -> sample.labels().get("rule") + ' ' + sample.labels().get("outcome"),
                Sample::value));
  }

  @Test
  void whatARuleWrites_isMaskedAndTokenisedAsIfTheSenderHadWrittenIt() throws Exception {
    Pipeline pipeline =
        rules(
            List.of(),
            set(
                "fields",
                "body.contains('|')",
                Map.of(
                    "account_id", "body.split('|')[1]",
                    "paid.with", "'card ' + body.split('|')[2]")));
    Processed done =
        pipeline.process(TENANT, TelemetryKind.LOGS, logs(log("paid|77012345678|" + CARD)), 1);
    LogRecord record = records(done).getFirst();
    assertThat(Requests.holds(record.toByteArray(), CARD)).isFalse();
    assertThat(Requests.holds(record.toByteArray(), "77012345678")).isFalse();
    assertThat(attributes(record.getAttributesList()))
        .containsEntry("paid.with", "card 622202******7894")
        .containsKey(TelemetryAttributes.ACCOUNT_TOKENS);
    assertThat(done.masked()).containsEntry("card", 2);
    assertThat(outcomes()).containsEntry("fields changed", 1.0);
  }

  @Test
  void whatARuleDrops_isCountedUnderItsName_andTheRestGoesOn() throws Exception {
    Pipeline pipeline = rules(List.of(drop("health", "body.contains('health')")));
    Processed done =
        pipeline.process(
            TENANT, TelemetryKind.LOGS, logs(log("health"), log("paid"), log("healthy")), 1);
    assertThat(records(done))
        .extracting(log -> log.getBody().getStringValue())
        .containsExactly("paid");
    assertThat(done.records()).isEqualTo(3);
    assertThat(done.filtered()).containsExactly(Map.entry("filter:health", 2));
    assertThat(done.dropped()).isEmpty();
    assertThat(outcomes()).containsEntry("health dropped", 2.0);
  }

  @Test
  void aBatchOfWhichNothingIsLeft_hasNoPart() throws Exception {
    Processed done =
        rules(List.of(drop("all", "true")))
            .process(TENANT, TelemetryKind.LOGS, logs(log("a"), log("b")), 1);
    assertThat(done.parts()).isEmpty();
    assertThat(done.records()).isEqualTo(2);
    assertThat(done.filtered()).containsExactly(Map.entry("filter:all", 2));
  }

  @Test
  void aRuleThatFails_keepsTheRecord_andIsCounted() throws Exception {
    Processed done =
        rules(
                List.of(drop("by-level", "attributes['level'] < 3")),
                set("broken", "true", Map.of("a", "'x'", "b", "string(attributes['none'])")))
            .process(
                TENANT,
                TelemetryKind.LOGS,
                logs(log("none"), log("text").addAttributes(pair("level", "low"))),
                1);
    assertThat(records(done)).hasSize(2);
    assertThat(attributes(records(done).getFirst().getAttributesList())).doesNotContainKey("a");
    assertThat(done.filtered()).isEmpty();
    assertThat(outcomes())
        .containsEntry("by-level attribute_not_found", 1.0)
        .containsEntry("by-level overload_not_found", 1.0)
        .containsEntry("broken attribute_not_found", 2.0);
  }

  @Test
  void crashEvents_stay_unlessARuleMeansThemToo() throws Exception {
    byte[] crashes =
        logs(
            log("gone").setEventName("jvm.crash"),
            log("old").addAttributes(pair("event.name", "jvm.oom")),
            log("noise").setEventName("order.placed"));
    Processed kept =
        rules(List.of(drop("all", "true"))).process(TENANT, TelemetryKind.LOGS, crashes, 1);
    assertThat(records(kept))
        .extracting(log -> log.getBody().getStringValue())
        .containsExactly("gone", "old");
    assertThat(kept.parts().getFirst().lane()).isEqualTo(Lane.URGENT);
    DropRule meant = new DropRule("all", TelemetryKind.LOGS, "true", "a test", true);
    assertThat(rules(List.of(meant)).process(TENANT, TelemetryKind.LOGS, crashes, 1).filtered())
        .containsExactly(Map.entry("filter:all", 3));
  }

  @Test
  void rulesWorkInTheirOrder_eachSeesWhatThoseBeforeMade() throws Exception {
    TransformRule first =
        new TransformRule(
            "first",
            TelemetryKind.LOGS,
            "true",
            Map.of("a", "'one'"),
            "'<' + body + '>'",
            "ERROR",
            "'ERROR'",
            null,
            Map.of("old", "new"),
            List.of("gone"));
    TransformRule second =
        set(
            "second",
            "severity == ERROR && severity_text == 'ERROR' && !('gone' in attributes)",
            Map.of("seen", "body + attributes.a + attributes['new'] + string(size(attributes))"));
    LogRecord record =
        records(
                rules(List.of(), first, second)
                    .process(
                        TENANT,
                        TelemetryKind.LOGS,
                        logs(
                            log("text")
                                .addAttributes(pair("old", "kept"))
                                .addAttributes(pair("gone", "x"))
                                .addAttributes(pair("a", "zero"))
                                .addAttributes(pair("gone", "y"))),
                        1))
            .getFirst();
    assertThat(attributes(record.getAttributesList()))
        .isEqualTo(Map.of("a", "one", "new", "kept", "seen", "<text>onekept2"));
    assertThat(record.getBody().getStringValue()).isEqualTo("<text>");
    assertThat(record.getSeverityNumberValue()).isEqualTo(17);
    assertThat(record.getSeverityText()).isEqualTo("ERROR");
  }

  @Test
  void aRecordThatARuleMakesAnError_takesTheUrgentLane() throws Exception {
    TransformRule raise =
        new TransformRule(
            "raise",
            TelemetryKind.LOGS,
            "body.startsWith('FATAL')",
            Map.of(),
            null,
            "FATAL",
            null,
            null,
            Map.of(),
            List.of());
    assertThat(
            rules(List.of(), raise)
                .process(TENANT, TelemetryKind.LOGS, logs(log("FATAL: no disk")), 1)
                .parts()
                .getFirst()
                .lane())
        .isEqualTo(Lane.URGENT);
  }

  @Test
  void spansHaveRulesOfTheirOwn_andNoRuleTouchesMetrics() throws Exception {
    DropRule quick =
        new DropRule("quick", TelemetryKind.TRACES, "duration < duration('1ms')", "a test", false);
    TransformRule named =
        new TransformRule(
            "named",
            TelemetryKind.TRACES,
            "true",
            Map.of(),
            null,
            null,
            null,
            "regex.replace(name, '[0-9]+', '{id}')",
            Map.of(),
            List.of());
    Span.Builder slow =
        Span.newBuilder()
            .setTraceId(Requests.traceId(1))
            .setSpanId(ByteString.fromHex("0101010101010101"))
            .setName("GET /orders/12345")
            .setStartTimeUnixNano(1)
            .setEndTimeUnixNano(2_000_001);
    Processed done =
        rules(List.of(quick, drop("logs", "true")), named)
            .process(
                TENANT, TelemetryKind.TRACES, spans(slow, slow.clone().setEndTimeUnixNano(2)), 1);
    assertThat(done.filtered()).containsExactly(Map.entry("filter:quick", 1));
    assertThat(Requests.holds(done.parts().getFirst().payload(), "GET /orders/{id}")).isTrue();
    byte[] metrics = {};
    assertThat(
            rules(List.of(drop("logs", "true")))
                .process(TENANT, TelemetryKind.METRICS, metrics, 1)
                .filtered())
        .isEmpty();
  }
}
