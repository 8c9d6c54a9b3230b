package io.tocsin.collector.processor.business;

import static io.tocsin.collector.pipeline.Requests.attributes;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.pair;
import static io.tocsin.collector.pipeline.Requests.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.pipeline.Requests;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessProcessorTest {
  @Test
  void fields_fromAttributesAndBody_arePut() throws Exception {
    Map<String, String> done =
        attributes(
            process(
                    log("{\"op_id\":\"op-1\",\"riskLevel\":\"high\"}")
                        .addAttributes(pair("op.id", "op-2"))
                        .addAttributes(
                            pair("biz_code", AnyValue.newBuilder().setIntValue(4711).build())))
                .getAttributesList());
    assertThat(done)
        .containsEntry(TelemetryAttributes.OPERATION_ID, "op-2")
        .containsEntry(TelemetryAttributes.BUSINESS_CODE, "4711")
        .containsEntry(TelemetryAttributes.RISK_LEVEL, "high");
  }

  @Test
  void bankFields_areFoundUnderTheirNames_alsoInBaggageAndBody() throws Exception {
    Map<String, String> done =
        attributes(
            process(
                    log("{\"endToEndId\":\"E2E-9\"}")
                        .addAttributes(pair("bank.sli", "settlement"))
                        .addAttributes(pair("baggage.uetr", "eb6305c9-1f7f-49de-aed0-16487c27b42d"))
                        .addAttributes(pair("mdc.unit_id", "u-7"))
                        .addAttributes(pair("route_zone", "gz-b")))
                .getAttributesList());
    assertThat(done)
        .containsEntry(TelemetryAttributes.SLI, "settlement")
        .containsEntry(TelemetryAttributes.UNIT, "u-7")
        .containsEntry(TelemetryAttributes.ZONE, "gz-b");
    assertThat(
            java.util.stream.IntStream.range(0, TelemetryAttributes.MAX_MESSAGE_IDS)
                .mapToObj(i -> done.get(TelemetryAttributes.messageId(i))))
        .containsExactlyInAnyOrder("eb6305c9-1f7f-49de-aed0-16487c27b42d", "E2E-9", null, null);
  }

  @Test
  void moreMessageIdsThanAreKept_theFirstStay() throws Exception {
    var many = log("x");
    for (int i = 0; i < 9; i++) {
      many.addAttributes(pair(i % 2 == 0 ? "uetr" : "msg_id", "id-" + i));
    }
    assertThat(attributes(process(many).getAttributesList()).values())
        .contains("id-0", "id-3")
        .filteredOn(value -> value.startsWith("id-"))
        .isNotEmpty();
  }

  static Stream<KeyValue> colours() {
    AnyValue list =
        AnyValue.newBuilder()
            .setArrayValue(ArrayValue.newBuilder().addValues(Requests.text("1")))
            .build();
    return Stream.of(
        pair("load_test", "true"),
        pair("X-Load-Test", "yes"),
        pair("http.request.header.x-load-test", list),
        pair("load.test", AnyValue.newBuilder().setBoolValue(true).build()),
        pair("load_test", AnyValue.newBuilder().setIntValue(1).build()));
  }

  @ParameterizedTest
  @MethodSource("colours")
  void loadTest_inAnyForm_isColoured(KeyValue colour) throws Exception {
    Span done = process(Span.newBuilder().setName("x").addAttributes(colour));
    assertThat(attributes(done.getAttributesList()))
        .containsEntry(TelemetryAttributes.LOAD_TEST, "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "", "No"})
  void loadTest_thatIsOff_isNotColoured(String value) throws Exception {
    assertThat(
            attributes(
                process(log("x").addAttributes(pair("load_test", value))).getAttributesList()))
        .containsOnlyKeys("load_test");
  }

  @Test
  void valueTakenOver_isMaskedLikeItsSource() throws Exception {
    Map<String, String> done =
        attributes(
            process(log("x").addAttributes(pair("op_id", "op-13800005678"))).getAttributesList());
    assertThat(done)
        .containsEntry("op_id", "op-138****5678")
        .containsEntry(TelemetryAttributes.OPERATION_ID, "op-138****5678");
  }

  @Test
  void valueTooLong_isNotTakenOver() throws Exception {
    assertThat(
            attributes(
                process(log("x").addAttributes(pair("op_id", "x".repeat(129))))
                    .getAttributesList()))
        .containsOnlyKeys("op_id");
  }
}
