package io.tocsin.collector.processor.classify;

import static io.tocsin.collector.pipeline.Requests.attributes;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.pair;
import static io.tocsin.collector.pipeline.Requests.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.TelemetryAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifyProcessorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.sql.SQLTimeoutException | timed out | DATABASE_TIMEOUT
          java.sql.SQLTransientConnectionException | pool - Connection is not available, request timed out after 30000ms | CONNECTION_POOL_EXHAUSTED
          java.sql.SQLTransientConnectionException | link failed | DATABASE_UNAVAILABLE
          org.postgresql.util.PSQLException | ERROR: deadlock detected | DATABASE_DEADLOCK
          org.postgresql.util.PSQLException | ERROR: column is ambiguous | -
          java.net.SocketTimeoutException | Read timed out | CALL_TIMEOUT
          java.net.SocketException | Connection reset | CONNECTION_LOST
          io.grpc.StatusRuntimeException | DEADLINE_EXCEEDED: deadline exceeded after 0.9s | DEADLINE_EXCEEDED
          io.grpc.StatusRuntimeException | CANCELLED: call already cancelled | CALL_CANCELLED
          org.apache.kafka.common.errors.TimeoutException | x | MESSAGE_BROKER_TIMEOUT
          org.apache.kafka.common.errors.DisconnectException | x | MESSAGE_BROKER_UNAVAILABLE
          redis.clients.jedis.exceptions.JedisConnectionException | Read timed out | CACHE_TIMEOUT
          redis.clients.jedis.exceptions.JedisConnectionException | refused | CACHE_UNAVAILABLE
          org.springframework.beans.factory.BeanCreationException | x | CONFIGURATION_INVALID
          java.lang.NullPointerException | x | NULL_POINTER
          com.acme.InsufficientBalanceException | x | -
          """)
  void exception_ofTheDefaultPack_getsItsCode(String type, String message, String code)
      throws Exception {
    assertThat(code(type, message, null)).isEqualTo(code.equals("-") ? null : code);
  }

  private static @Nullable String code(String type, String message, @Nullable String stack)
      throws Exception {
    var record =
        log("failed")
            .addAttributes(pair("exception.type", type))
            .addAttributes(pair("exception.message", message));
    if (stack != null) {
      record.addAttributes(pair("exception.stacktrace", stack));
    }
    return attributes(process(record).getAttributesList()).get(TelemetryAttributes.ERROR_CODE);
  }

  @Test
  void aDeadlineThatPassed_isAWarning_andACancelledCallAlarmsNobody_L5() throws Exception {
    Map<String, String> late = verdict("io.grpc.StatusRuntimeException", "DEADLINE_EXCEEDED: x");
    assertThat(late)
        .containsEntry(TelemetryAttributes.ERROR_ALERT, "warning")
        .containsEntry(TelemetryAttributes.ERROR_REACTION, "retry")
        .containsEntry(TelemetryAttributes.ERROR_COMPENSATE, "true")
        .containsEntry(
            TelemetryAttributes.ERROR_USER_TEXT,
            "The request took too long. Please check the result before you try again.");
    Map<String, String> cancelled = verdict("io.grpc.StatusRuntimeException", "CANCELLED: x");
    assertThat(cancelled)
        .containsEntry(TelemetryAttributes.ERROR_ALERT, "none")
        .containsEntry(TelemetryAttributes.ERROR_REACTION, "none")
        .doesNotContainKey(TelemetryAttributes.ERROR_USER_TEXT);
  }

  private static Map<String, String> verdict(String type, String message) throws Exception {
    return attributes(
        process(
                log("failed")
                    .addAttributes(pair("exception.type", type))
                    .addAttributes(pair("exception.message", message)))
            .getAttributesList());
  }

  @Test
  void wrapper_withoutARule_isJudgedByItsCauses() throws Exception {
    String stack =
        """
        com.acme.PaymentException: no luck
        \tat com.acme.Pay.pay(Pay.java:12)
        Caused by: com.acme.Other: x
        \t... 3 more
        Caused by: java.sql.SQLTransientConnectionException: p - Connection is not available, request timed out after 3ms
        \t... 9 more
        """;
    assertThat(code("com.acme.PaymentException", "no luck", stack))
        .isEqualTo("CONNECTION_POOL_EXHAUSTED");
  }

  @Test
  void verdict_isPutWhole_withItsReason() throws Exception {
    Map<String, String> done =
        attributes(
            process(log("x").addAttributes(pair("exception.type", "java.lang.OutOfMemoryError")))
                .getAttributesList());
    assertThat(done)
        .containsEntry(TelemetryAttributes.ERROR_KIND, "infrastructure")
        .containsEntry(TelemetryAttributes.ERROR_RETRYABLE, "false")
        .containsEntry(TelemetryAttributes.ERROR_COMPENSATE, "true")
        .containsEntry(TelemetryAttributes.ERROR_ALERT, "critical")
        .containsEntry(TelemetryAttributes.ERROR_REACTION, "alert")
        .containsEntry(
            TelemetryAttributes.ERROR_BECAUSE, "pack default: type java.lang.OutOfMemoryError");
  }

  @Test
  void span_isJudgedByItsExceptionEvent_elseByItsStatus() throws Exception {
    Span.Builder event =
        Span.newBuilder()
            .setName("pay")
            .addAttributes(pair("http.response.status_code", number(503)))
            .addEvents(
                Span.Event.newBuilder()
                    .addAttributes(pair("exception.type", "java.sql.SQLTimeoutException")));
    assertThat(attributes(process(event).getAttributesList()))
        .containsEntry(TelemetryAttributes.ERROR_CODE, "DATABASE_TIMEOUT");
    Span.Builder status =
        Span.newBuilder().addAttributes(pair("http.response.status_code", number(503)));
    assertThat(attributes(process(status).getAttributesList()))
        .containsEntry(TelemetryAttributes.ERROR_CODE, "GATEWAY_UNAVAILABLE")
        .containsEntry(
            TelemetryAttributes.ERROR_BECAUSE,
            "pack default: http.response.status_code 502/503/504");
    Span.Builder fine =
        Span.newBuilder().addAttributes(pair("http.response.status_code", number(200)));
    assertThat(attributes(process(fine).getAttributesList()))
        .doesNotContainKey(TelemetryAttributes.ERROR_CODE);
  }

  private static AnyValue number(long number) {
    return AnyValue.newBuilder().setIntValue(number).build();
  }
}
