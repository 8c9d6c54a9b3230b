package io.tocsin.collector.receiver.filelog.format;

import static io.tocsin.collector.receiver.filelog.format.Parsed.attribute;
import static io.tocsin.collector.receiver.filelog.format.Parsed.record;
import static io.tocsin.collector.receiver.filelog.format.Parsed.time;
import static io.tocsin.collector.receiver.filelog.format.Parsed.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** logfmt, regular expressions, raw text; timestamps, levels, stack traces of all of them. */
class TextFormatsTest {
  private static final FormatConfig LOGFMT = FormatConfig.of(FormatConfig.Type.LOGFMT);
  private static final FormatConfig RAW = FormatConfig.of(FormatConfig.Type.RAW);

  private static FormatConfig regex(String pattern) {
    return new FormatConfig(FormatConfig.Type.REGEX, null, pattern, Map.of(), null, "UTC", 256);
  }

  @Test
  void logfmt_hasPlainAndQuotedValues() {
    LogRecord found =
        record(
            LOGFMT,
            "ts=2026-11-21T10:00:01Z level=warn msg=\"said \\\"no\\\"\" account_id=6217 flag"
                + " empty=");

    assertThat(time(found)).isEqualTo(Instant.parse("2026-11-21T10:00:01Z"));
    assertThat(found.getSeverityNumberValue()).isEqualTo(13);
    assertThat(found.getBody().getStringValue()).isEqualTo("said \"no\"");
    assertThat(attribute(found, "account_id")).isEqualTo("6217");
    assertThat(found.getAttributesCount()).isEqualTo(1);
    assertThat(tried(LOGFMT, "no pairs at all")).isEmpty();
    assertThat(tried(LOGFMT, "a=\"open")).isEmpty();
  }

  @Test
  void regex_givesItsGroups() {
    FormatConfig config =
        regex("^(?P<time>\\S+) (?P<level>[A-Z]+) \\[(?P<account_id>\\d*)\\] (?s)(?P<message>.*)$");
    LogRecord found = record(config, "1795255201.25 FATAL [6217] went\naway");

    assertThat(time(found)).isEqualTo(Instant.parse("2026-11-21T10:00:01.250Z"));
    assertThat(found.getSeverityNumberValue()).isEqualTo(21);
    assertThat(attribute(found, "account_id")).isEqualTo("6217");
    assertThat(found.getBody().getStringValue()).isEqualTo("went\naway");
    assertThat(tried(config, "something else")).isEmpty();
  }

  @Test
  void regex_withoutAUsableExpressionIsRefused() {
    assertThatThrownBy(() -> regex("(a")).hasMessageStartingWith("regex: (a (expected: RE2 syntax");
    assertThatThrownBy(() -> regex("(a)")).hasMessageContaining("at least one named group");
  }

  @Test
  void stackTraceInRawText_isFound() {
    LogRecord found =
        record(
            RAW,
            "Exception in thread \"main\" is what follows\n"
                + "Exception in thread \"main\" com.acme.LedgerClosed: over\nand out\n"
                + "\tat com.acme.Ledger.book(Ledger.java:17)\n");

    assertThat(attribute(found, "exception.type")).isEqualTo("com.acme.LedgerClosed");
    assertThat(attribute(found, "exception.message")).isEqualTo("over\nand out");
    assertThat(found.getBody().getStringValue())
        .isEqualTo("Exception in thread \"main\" is what follows");
  }

  @Test
  void T19_exceptionWithoutFrames_isFound() {
    LogRecord found = record(RAW, "failed\njava.lang.NullPointerException");

    assertThat(attribute(found, "exception.type")).isEqualTo("java.lang.NullPointerException");
    assertThat(attribute(found, "exception.message")).isEmpty();
  }

  @Test
  void textThatOnlyLooksLikeATrace_staysText() {
    LogRecord found = record(RAW, "see\ncom.acme.Ledger: not an exception\nat noon we eat");

    assertThat(found.getBody().getStringValue()).startsWith("see");
  }

  @Test
  void continuationLines_areTold() {
    for (String line :
        new String[] {
          "",
          " x",
          "\tat a.B.c(D.java:1)",
          "at a.B.c(D.java:1)",
          "Caused by: a.B",
          "Suppressed: a.B",
          "... 12 more",
          "Wrapped by: a.B",
          "java.lang.RuntimeException: boom",
          "a.b.SomeError"
        }) {
      assertThat(isContinuation(line)).as(line).isTrue();
    }
    for (String line :
        new String[] {
          "x",
          "2026-11-21 a",
          "attention",
          "... and so on",
          "com.acme.Ledger: started",
          "Error: x",
          "java.lang.RuntimeException happened"
        }) {
      assertThat(isContinuation(line)).as(line).isFalse();
    }
  }

  private static boolean isContinuation(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return JavaTrace.isContinuation(bytes, 0, bytes.length);
  }

  @Test
  void levels_haveTheirNumbers() {
    assertThat(severity("TRACE")).isEqualTo(1);
    assertThat(severity("fine")).isEqualTo(5);
    assertThat(severity("Information")).isEqualTo(9);
    assertThat(severity("W")).isEqualTo(13);
    assertThat(severity("SEVERE")).isEqualTo(17);
    assertThat(severity("3")).isEqualTo(17);
    assertThat(severity("6")).isEqualTo(9);
    assertThat(severity("60")).isEqualTo(21);
    assertThat(severity("40000")).isEqualTo(17);
    assertThat(severity("10000")).isEqualTo(5);
    assertThat(severity("loud")).isZero();
    assertThat(severity("9")).isZero();
  }

  private static int severity(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Severity.of(bytes, 0, bytes.length);
  }

  @Test
  void traceIdOf64Bits_isPadded() {
    LogRecord found = record(LOGFMT, "traceId=8448eb211c80319c spanId=b7ad6b7169203331 msg=m");

    assertThat(Parsed.hex(found.getTraceId())).isEqualTo("00000000000000008448eb211c80319c");
    assertThat(Parsed.hex(found.getSpanId())).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void unreadableTimestamp_isNone() {
    for (String time : new String[] {"2026-13-01T00:00:00Z", "yesterday", "12", "2026-11-2"}) {
      assertThat(record(LOGFMT, "ts=" + time + " msg=m").getTimeUnixNano()).as(time).isZero();
    }
  }
}
