package io.tocsin.collector.receiver.filelog.format;

import static io.tocsin.collector.receiver.filelog.format.Parsed.attribute;
import static io.tocsin.collector.receiver.filelog.format.Parsed.pattern;
import static io.tocsin.collector.receiver.filelog.format.Parsed.record;
import static io.tocsin.collector.receiver.filelog.format.Parsed.time;
import static io.tocsin.collector.receiver.filelog.format.Parsed.tried;
import static io.tocsin.collector.receiver.filelog.format.Parsed.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.tocsin.model.config.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Lines as the frameworks write them, by the layouts that made them. */
class PatternFormatTest {
  private static final String USUAL =
      "%d{ISO8601} [%thread] %-5level %logger{36} %X{traceId} - %msg%n";
  private static final String SPRING_BOOT =
      "%clr(%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd'T'HH:mm:ss.SSSXXX}}){faint}"
          + " %clr(${LOG_LEVEL_PATTERN:-%5p}) %clr(${PID:- }){magenta} %clr(---){faint}"
          + " %clr([%15.15t]){faint} %clr(%-40.40logger{39}){cyan} %clr(:){faint}"
          + " %m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}";

  @Test
  void logbackLine_hasItsFields() {
    LogRecord found =
        record(
            pattern(USUAL),
            "2026-11-21 10:00:01,250 [http-nio-8080-exec-1] INFO  c.a.p.TransferService"
                + " 0af7651916cd43dd8448eb211c80319c - booked [1] - all");

    assertThat(time(found)).isEqualTo(Instant.parse("2026-11-21T10:00:01.250Z"));
    assertThat(attribute(found, "thread.name")).isEqualTo("http-nio-8080-exec-1");
    assertThat(found.getSeverityNumberValue()).isEqualTo(9);
    assertThat(found.getSeverityText()).isEqualTo("INFO");
    assertThat(found.getBody().getStringValue()).isEqualTo("booked [1] - all");
    assertThat(Parsed.hex(found.getTraceId())).isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void emptyMdc_leavesItsPlaceEmpty() {
    LogRecord found =
        record(pattern(USUAL), "2026-11-21 10:00:01,250 [main] ERROR c.a.Ledger  - no trace");

    assertThat(found.getSeverityNumberValue()).isEqualTo(17);
    assertThat(found.getTraceId().isEmpty()).isTrue();
    assertThat(found.getBody().getStringValue()).isEqualTo("no trace");
  }

  @Test
  void zone_isTheSettingsUnlessTheLayoutHasOne() {
    String line = "2026-11-21 10:00:01,250 hello";

    assertThat(time(record(pattern("%d %m%n", "Asia/Shanghai"), line)))
        .isEqualTo(Instant.parse("2026-11-21T02:00:01.250Z"));
    assertThat(time(record(pattern("%d{ISO8601, +02:00} %m%n", "Asia/Shanghai"), line)))
        .isEqualTo(Instant.parse("2026-11-21T08:00:01.250Z"));
    assertThat(time(record(pattern("%d{DEFAULT}{Europe/Paris} %m%n"), line)))
        .isEqualTo(Instant.parse("2026-11-21T09:00:01.250Z"));
  }

  @Test
  void springBootsLayout_isReadWithAndWithoutColours() {
    LogRecord plain =
        record(
            pattern(SPRING_BOOT),
            "2026-11-21T18:00:01.250+08:00  WARN 4711 --- [nio-8080-exec-1]"
                + " o.s.w.s.m.m.a.Handler                   : slow: 1.2 s");
    LogRecord coloured =
        record(
            pattern(SPRING_BOOT),
            "\u001b[2m2026-11-21T18:00:01.250+08:00\u001b[0;39m \u001b[33m WARN\u001b[0;39m"
                + " \u001b[35m4711\u001b[0;39m \u001b[2m---\u001b[0;39m"
                + " \u001b[2m[nio-8080-exec-1]\u001b[0;39m"
                + " \u001b[36mo.s.w.s.m.m.a.Handler                  \u001b[0;39m"
                + " \u001b[2m:\u001b[0;39m slow: 1.2 s");

    for (LogRecord found : new LogRecord[] {plain, coloured}) {
      assertThat(time(found)).isEqualTo(Instant.parse("2026-11-21T10:00:01.250Z"));
      assertThat(found.getSeverityNumberValue()).isEqualTo(13);
      assertThat(attribute(found, "process.pid")).isEqualTo("4711");
      assertThat(attribute(found, "thread.name")).isEqualTo("nio-8080-exec-1");
      assertThat(found.getBody().getStringValue()).isEqualTo("slow: 1.2 s");
    }
  }

  @Test
  void log4jLine_hasMdcMarkerAndCaller() {
    LogRecord found =
        record(
            pattern("%d{HH:mm:ss.SSS} %p %c{1.} [%t] %X %marker (%C.%M:%L) %m%ex%n"),
            "09:59:58.001 DEBUG c.a.Pay [main] {account_id=6217, op_id=op, 7} AUDIT"
                + " (com.acme.Pay.book:42) done");

    assertThat(time(found)).isEqualTo(Instant.parse("2026-11-21T09:59:58.001Z"));
    assertThat(attribute(found, "account_id")).isEqualTo("6217");
    assertThat(attribute(found, "op_id")).isEqualTo("op, 7");
    assertThat(attribute(found, "marker")).isEqualTo("AUDIT");
    assertThat(attribute(found, "code.function.name")).isEqualTo("com.acme.Pay.book");
    assertThat(attribute(found, "code.line.number")).isEqualTo("42");
    assertThat(found.getBody().getStringValue()).isEqualTo("done");
  }

  @Test
  void stackTrace_becomesTheExceptionAndLeavesTheMessage() {
    LogRecord found =
        record(
            pattern(USUAL),
            "2026-11-21 10:00:01,250 [main] ERROR c.a.Ledger  - refund failed\n"
                + "second line\n"
                + "java.lang.IllegalStateException: no ledger\n"
                + "\tat com.acme.Ledger.book(Ledger.java:17)\n"
                + "Caused by: java.io.IOException: closed\n"
                + "\t... 1 more");

    assertThat(found.getBody().getStringValue()).isEqualTo("refund failed\nsecond line");
    assertThat(attribute(found, "exception.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(attribute(found, "exception.message")).isEqualTo("no ledger");
    assertThat(attribute(found, "exception.stacktrace"))
        .startsWith("java.lang.IllegalStateException: no ledger\n\tat com.acme")
        .endsWith("... 1 more");
  }

  @Test
  void otherDates_areRead() {
    assertThat(time(record(pattern("%d{dd MMM yyyy HH:mm:ss,SSS} %m"), "21 Nov 2026 10:00:01,5 a")))
        .isEqualTo(Instant.parse("2026-11-21T10:00:01.5Z"));
    assertThat(time(record(pattern("%d{COMPACT} %m"), "20261121100001250 a")))
        .isEqualTo(Instant.parse("2026-11-21T10:00:01.250Z"));
    assertThat(time(record(pattern("%d{UNIX_MILLIS} %m"), "1795255201250 a")))
        .isEqualTo(Instant.ofEpochMilli(1_795_255_201_250L));
    assertThat(time(record(pattern("%d{yyyy-MM-dd hh:mm:ss a} %m"), "2026-11-21 12:05:00 AM a")))
        .isEqualTo(Instant.parse("2026-11-21T00:05:00Z"));
    assertThat(time(record(pattern("%d{HH:mm:ss} %m"), "23:59:58 of yesterday")))
        .isEqualTo(Instant.parse("2026-11-20T23:59:58Z"));
    assertThat(
            time(
                record(
                    pattern("%d{yyyy-MM-dd HH:mm:ss.SSSSSS zzz} %m"),
                    "2026-11-21 10:00:01.000250 CST a")))
        .isEqualTo(Instant.parse("2026-11-21T10:00:01.000250Z"));
  }

  @Test
  void unknownWord_isAnyTextAndAnAttribute() {
    LogRecord found = record(pattern("%d [%sessionKey] %m%n"), "2026-11-21 10:00:01 [k 1] hello");

    assertThat(attribute(found, "sessionKey")).isEqualTo("k 1");
    assertThat(found.getBody().getStringValue()).isEqualTo("hello");
  }

  @Test
  void location_andCorrelation_andKeyValues_areTakenApart() {
    LogRecord found =
        record(
            pattern("%d %p [%correlationId] %l %K %m"),
            "2026-11-21 10:00:01 INFO [0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331]"
                + " com.acme.Pay.book(Pay.java:42) a=\"x y\" hello");

    assertThat(Parsed.hex(found.getSpanId())).isEqualTo("b7ad6b7169203331");
    assertThat(attribute(found, "code.function.name")).isEqualTo("com.acme.Pay.book");
    assertThat(attribute(found, "code.file.path")).isEqualTo("Pay.java");
    assertThat(value(found, "a").getStringValue()).isEqualTo("x y");
  }

  @Test
  void lineOfAnotherLayout_isNone() {
    assertThat(tried(pattern(USUAL), "no such thing")).isEmpty();
    assertThat(tried(pattern(USUAL), "")).isEmpty();
    assertThat(tried(pattern(USUAL), "2026-11-21 10:00:01,250 [main")).isEmpty();
  }

  @Test
  void record_beginsWhereTheLayoutDoes() {
    LineFormat format = pattern(USUAL).format(InstantSource.fixed(Parsed.NOW));

    assertThat(begins(format, "2026-11-21 10:00:01,250 [main] INFO  a - b")).isTrue();
    assertThat(begins(format, "unindented text of the message")).isFalse();
    assertThat(begins(format, "")).isFalse();
  }

  private static boolean begins(LineFormat format, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return format.begins(bytes, 0, bytes.length);
  }

  @Test
  void wrongLayouts_areRefusedWithTheirKey() {
    assertThatThrownBy(() -> pattern("")).hasMessageStartingWith("layout: ");
    assertThatThrownBy(() -> pattern("%d{qq} %m"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("layout: qq (expected: a date pattern");
    assertThatThrownBy(() -> pattern("%X{traceId %m")).hasMessageContaining("a } for each {");
    assertThatThrownBy(() -> pattern("% %m")).hasMessageContaining("a conversion word");
  }

  @Test
  void hostileLine_endsSoon() {
    String layout = "%X{a} %X{b} %X{c} %X{d} %X{e} %X{f} %X{g} %X{h} - %m";

    assertThat(tried(pattern(layout), " ".repeat(20_000) + "x")).isEmpty();
    assertThat(tried(pattern(layout), "a ".repeat(20_000))).isEmpty();
  }
}
