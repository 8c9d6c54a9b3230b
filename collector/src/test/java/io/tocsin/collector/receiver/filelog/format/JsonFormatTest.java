package io.tocsin.collector.receiver.filelog.format;

import static io.tocsin.collector.receiver.filelog.format.Parsed.attribute;
import static io.tocsin.collector.receiver.filelog.format.Parsed.record;
import static io.tocsin.collector.receiver.filelog.format.Parsed.time;
import static io.tocsin.collector.receiver.filelog.format.Parsed.tried;
import static io.tocsin.collector.receiver.filelog.format.Parsed.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** JSON lines as encoders and layouts write them. */
class JsonFormatTest {
  private static final FormatConfig JSON = FormatConfig.of(FormatConfig.Type.JSON);

  @Test
  void logstashEncoder_isKnown() {
    LogRecord found =
        record(
            JSON,
            """
            {"@timestamp":"2026-11-21T18:00:01.25+08:00","@version":"1","message":"no \\"ledger\\"",\
            "logger_name":"com.acme.Ledger","thread_name":"main","level":"ERROR","level_value":40000,\
            "stack_trace":"java.lang.IllegalStateException: gone\\n\\tat com.acme.Ledger.book(Ledger.java:17)\\n",\
            "account_id":"6217","trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331"}\
            """);

    assertThat(time(found)).isEqualTo(Instant.parse("2026-11-21T10:00:01.250Z"));
    assertThat(found.getBody().getStringValue()).isEqualTo("no \"ledger\"");
    assertThat(found.getSeverityNumberValue()).isEqualTo(17);
    assertThat(attribute(found, "thread.name")).isEqualTo("main");
    assertThat(attribute(found, "account_id")).isEqualTo("6217");
    assertThat(attribute(found, "exception.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(attribute(found, "exception.message")).isEqualTo("gone");
    assertThat(Parsed.hex(found.getTraceId())).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(Parsed.hex(found.getSpanId())).isEqualTo("b7ad6b7169203331");
    assertThat(found.getAttributesList())
        .extracting("key")
        .doesNotContain("@version", "level_value");
  }

  @Test
  void ecs_isKnownNestedAndDotted() {
    LogRecord dotted =
        record(
            JSON,
            """
            {"@timestamp":"2026-11-21T10:00:01.250Z","log.level":"WARN","message":"m",\
            "process.thread.name":"t","log.logger":"l","labels":{"op_id":"o"},"error.type":"a.B"}\
            """);
    LogRecord nested =
        record(
            JSON,
            """
            {"@timestamp":"2026-11-21T10:00:01.250Z","log":{"level":"WARN","logger":"l"},"message":"m",\
            "process":{"pid":12,"thread":{"name":"t"}},"labels":{"op_id":"o"},"error":{"type":"a.B"}}\
            """);

    for (LogRecord found : new LogRecord[] {dotted, nested}) {
      assertThat(found.getSeverityNumberValue()).isEqualTo(13);
      assertThat(attribute(found, "thread.name")).isEqualTo("t");
      assertThat(attribute(found, "op_id")).isEqualTo("o");
      assertThat(attribute(found, "exception.type")).isEqualTo("a.B");
    }
    assertThat(value(nested, "process.pid").getIntValue()).isEqualTo(12);
  }

  @Test
  void log4jsJsonLayout_isKnown() {
    LogRecord found =
        record(
            JSON,
            """
            {"instant":{"epochSecond":1795255201,"nanoOfSecond":250000001},"thread":"main","level":"ERROR",\
            "loggerName":"com.acme.Ledger","message":"failed","thrown":{"commonElementCount":0,\
            "message":"gone","name":"java.io.IOException","extendedStackTrace":[{"class":"com.acme.Ledger",\
            "method":"book","file":"Ledger.java","line":17,"exact":true}]},"contextMap":{"account_id":"6217"},\
            "endOfBatch":false,"threadId":1,"threadPriority":5}\
            """);

    assertThat(found.getTimeUnixNano()).isEqualTo(1_795_255_201_250_000_001L);
    assertThat(attribute(found, "account_id")).isEqualTo("6217");
    assertThat(attribute(found, "exception.type")).isEqualTo("java.io.IOException");
    assertThat(attribute(found, "exception.message")).isEqualTo("gone");
    assertThat(attribute(found, "exception.stacktrace"))
        .isEqualTo("\tat com.acme.Ledger.book(Ledger.java:17)\n");
  }

  @Test
  void logbacksJsonEncoder_isKnown() {
    LogRecord found =
        record(
            JSON,
            """
            {"sequenceNumber":0,"timestamp":1795255201250,"nanoseconds":250333444,"level":"INFO",\
            "threadName":"main","loggerName":"a.B","mdc":{"traceId":"0af7651916cd43dd8448eb211c80319c"},\
            "message":"hello","throwable":null}\
            """);

    assertThat(found.getTimeUnixNano()).isEqualTo(1_795_255_201_250_333_444L);
    assertThat(found.getTraceId().size()).isEqualTo(16);
    assertThat(found.getSeverityText()).isEqualTo("INFO");
  }

  @Test
  void otherFields_keepTheirTypes() {
    LogRecord found =
        record(
            JSON,
            "{\"msg\":\"m\",\"n\":-7,\"d\":1.5,\"b\":true,\"list\":[1,{\"a\":\"]\"}],\"o\":{\"p\":{\"q\":\"r\"}},\"none\":null,\"long\":123456789012345678901234567890,"
                + " \"u\" : \"\\u4f60\\ud83d\\ude00\\ud800\"}");

    assertThat(value(found, "n").getIntValue()).isEqualTo(-7);
    assertThat(value(found, "d").getDoubleValue()).isEqualTo(1.5);
    assertThat(value(found, "b").getBoolValue()).isTrue();
    assertThat(attribute(found, "list")).isEqualTo("[1,{\"a\":\"]\"}]");
    assertThat(attribute(found, "o.p.q")).isEqualTo("r");
    assertThat(attribute(found, "long")).isEqualTo("123456789012345678901234567890");
    assertThat(attribute(found, "u")).isEqualTo("你😀\ufffd");
  }

  @Test
  void ownNames_areMapped() {
    FormatConfig own =
        new FormatConfig(
            FormatConfig.Type.JSON,
            null,
            null,
            Map.of("when", "timestamp", "sev", "severity", "what", "message", "junk", "ignore"),
            "dd/MM/yyyy HH:mm:ss",
            "Asia/Shanghai",
            256);
    LogRecord found =
        record(own, "{\"when\":\"21/11/2026 18:00:01\",\"sev\":30,\"what\":\"m\",\"junk\":1}");

    assertThat(time(found)).isEqualTo(Instant.parse("2026-11-21T10:00:01Z"));
    assertThat(found.getSeverityNumberValue()).isEqualTo(9);
    assertThat(found.getBody().getStringValue()).isEqualTo("m");
    assertThat(found.getAttributesCount()).isZero();
  }

  @Test
  void unknownRole_isRefusedWithItsKey() {
    assertThatThrownBy(() ->
            new FormatConfig(
                FormatConfig.Type.JSON, null, null, Map.of("a", "nonsense"), null, "UTC", 256))
        .hasMessageStartingWith("fields.a: nonsense (expected: timestamp, ");
  }

  @Test
  void brokenJson_isNone() {
    for (String text :
        new String[] {
          "",
          "{",
          "{}x",
          "[1]",
          "{\"a\"}",
          "{\"a\":}",
          "{\"a\":\"b}",
          "{\"a\":\"\\x\"}",
          "{\"a\":tru}",
          "{\"a\":1-2}",
          "{\"a\":[1}",
          "{\"a\":1,}",
          "\"a\"",
          "{\"a\":--1}"
        }) {
      assertThat(tried(JSON, text)).as(text).isEmpty();
    }
  }

  @Test
  void attributesPastTheLimit_areLeftOut() {
    FormatConfig two =
        new FormatConfig(FormatConfig.Type.JSON, null, null, Map.of(), null, "UTC", 2);

    assertThat(record(two, "{\"a\":1,\"b\":2,\"c\":3,\"message\":\"m\"}").getAttributesCount())
        .isEqualTo(2);
  }

  @Test
  void deepNesting_isKeptAsText() {
    String deep = "{\"a\":" + "{\"b\":".repeat(40) + "1" + "}".repeat(40) + "}";

    assertThat(record(JSON, deep).getAttributesCount()).isEqualTo(1);
    assertThat(tried(JSON, "{\"a\":" + "[".repeat(100_000))).isEmpty();
  }
}
