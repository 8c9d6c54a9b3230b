package io.tocsin.collector.receiver.otlphttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.model.log.TelemetryKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as OTLP/JSON: a request that protobuf reads comes of it, or a refusal with a reason.
 */
@Tag("long")
class ArbitraryJsonTest {
  private static final String LOGS =
      """
      0{"resourceLogs":[{"resource":{"attributes":[{"key":"a","value":{"kvlistValue":{"values":\
      [{"key":"b","value":{"arrayValue":{"values":[{"intValue":"7"},{"doubleValue":1.5e3},\
      {"boolValue":true},{"bytesValue":"AQI="}]}}}]}}}]},"scopeLogs":[{"scope":{"name":"x"},\
      "logRecords":[{"timeUnixNano":"1","severityNumber":17,"body":{"stringValue":"\\u4e2d"},\
      "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174"}]}]}]}\
      """;
  private static final String SPANS =
      """
      1{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",\
      "spanId":"eee19b7ec3c1b174","parentSpanId":"","name":"x","kind":"SPAN_KIND_SERVER",\
      "links":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174"}]}]}]}]}\
      """;

  static Stream<Arguments> bodies() {
    return Stream.of(
            LOGS,
            SPANS,
            "2{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"x\"}]}]}]}",
            "3{\"resourceProfiles\":[{\"scopeProfiles\":[{\"profiles\":[{\"profileId\":"
                + "\"5b8efff798038103d269b633813fc60c\"}]}]}]}",
            "0[[[[[[[[[[",
            "1{\"a\":NaN}")
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("bodies")
  @FuzzTest
  void anyBody_becomesARequestOrARefusal(byte[] input) throws Exception {
    if (input == null || input.length == 0) {
      return;
    }
    TelemetryKind kind = TelemetryKind.values()[Math.floorMod(input[0] - '0', 4)];
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    byte[] request;
    try {
      request = JsonRequests.toProtobuf(kind, body);
    } catch (RefusedRequestException refused) {
      assertThat(refused.reason()).isEqualTo("malformed");
      return;
    }
    switch (kind) {
      case LOGS -> ExportLogsServiceRequest.parseFrom(request);
      case TRACES -> ExportTraceServiceRequest.parseFrom(request);
      case METRICS -> ExportMetricsServiceRequest.parseFrom(request);
      case PROFILES -> ExportProfilesServiceRequest.parseFrom(request);
    }
  }
}
