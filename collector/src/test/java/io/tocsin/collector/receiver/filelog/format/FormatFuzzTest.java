package io.tocsin.collector.receiver.filelog.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Any bytes give a record or none: no exception, no text that is not UTF-8, no more bytes than the
 * limits allow. Jazzer instruments the whole JVM, so its test is a long one; a short one runs the
 * kept inputs too.
 */
class FormatFuzzTest {
  private static final String LAYOUT =
      "%d{ISO8601} [%thread] %-5level %logger{36} %X %X{traceId} (%l) - %msg | %marker%n%ex";
  private static final String SPRING =
      "%clr(%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}) %5p ${PID:- } --- [%15.15t] %-40.40logger : %m%n";
  private static final String REGEX =
      "(?P<time>\\S+) (?P<level>[A-Z]+)(?: \\[(?P<thread>[^\\]]*)\\])? (?P<message>(?s).*)";
  private static final FormatConfig PATTERN = Parsed.pattern(LAYOUT);
  private static final FormatConfig COLOURED = Parsed.pattern(SPRING, "Asia/Shanghai");
  private static final FormatConfig DATES =
      Parsed.pattern("%d{EEE dd MMM yyyy hh:mm:ss.SSSSSS a zzz} %C.%M %L %K %correlationId%m");
  private static final FormatConfig OWN_REGEX =
      new FormatConfig(FormatConfig.Type.REGEX, null, REGEX, Map.of(), "HH:mm:ss", "UTC", 256);

  /** What attributes may add to a record: so many, each with a name of up to a kilobyte. */
  private static final int ATTRIBUTES_BYTES = 256 * 1_200;

  private static final String[] SAMPLES = {
    "{\"@timestamp\":\"2026-11-21T10:00:00Z\",\"level\":\"ERROR\",\"message\":\"\\u4f60\\ud83d\"}",
    "{\"thrown\":{\"name\":\"a.B\",\"extendedStackTrace\":[{\"class\":\"a.B\",\"line\":1},\"x\",[{}]]}}",
    "{\"instant\":{\"epochSecond\":1795255201,\"nanoOfSecond\":25},\"n\":-1.5e300,\"b\":[true,null]}",
    "2026-11-21 10:00:00,250 [main] INFO  a.B {a=1, b=2} x (a.B.c(D.java:1)) - msg | M",
    "2026-11-21T10:00:00.250+08:00 \u001b[33m WARN\u001b[0m 12 --- [main] a.B   : text",
    "msg=\"a \\\" b\" level=warn ts=1795255201.25 traceId=0af7651916cd43dd8448eb211c80319c",
    "failed\n"
        + "java.lang.IllegalStateException: no\n"
        + "\tat a.B.c(D.java:1)\n"
        + "Caused by: a.C\n"
        + "\t... 1 more",
    "Sat 21 Nov 2026 10:00:00.000001 PM CST a.B.c 12 k=\"v\" [x-y] text",
    "10:00:00 WARN [t] message 你好"
  };

  @Tag("long")
  @FuzzTest
  void anyBytes_areARecordOrNone(byte[] bytes) {
    formats().forEach(format -> parse(format, bytes));
  }

  @Test
  void everyFormat_standsTheKeptInputs() throws Exception {
    Path kept = Path.of(FormatFuzzTest.class.getResource("FormatFuzzTestInputs").toURI());
    try (Stream<Path> files = Files.walk(kept)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        formats().forEach(format -> parse(format, bytes));
      }
    }
  }

  @Test
  void everyFormat_standsMutatedSamples() {
    mutate(1, 4_000);
  }

  @Tag("long")
  @Test
  void everyFormat_standsVeryManyMutatedSamples() {
    mutate(1_000_000, 1_000_000);
  }

  private static void mutate(int firstSeed, int cases) {
    List<FormatConfig> formats = formats();
    for (int seed = firstSeed; seed < firstSeed + cases; seed++) {
      Random random = new Random(seed);
      byte[] bytes = mutated(random);
      try {
        parse(formats.get(random.nextInt(formats.size())), bytes);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed " + seed + ": " + new String(bytes, StandardCharsets.UTF_8), e);
      }
    }
  }

  private static List<FormatConfig> formats() {
    return List.of(
        PATTERN,
        COLOURED,
        DATES,
        OWN_REGEX,
        FormatConfig.of(FormatConfig.Type.JSON),
        FormatConfig.of(FormatConfig.Type.LOGFMT),
        FormatConfig.of(FormatConfig.Type.RAW));
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = SAMPLES[random.nextInt(SAMPLES.length)].getBytes(StandardCharsets.UTF_8);
    byte[] other = SAMPLES[random.nextInt(SAMPLES.length)].getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 2 -> {
          int from = random.nextInt(other.length);
          int length = Math.min(other.length - from, bytes.length - at);
          System.arraycopy(other, from, bytes, at, length);
        }
        default -> {
          byte[] doubled = Arrays.copyOf(bytes, bytes.length + at);
          System.arraycopy(bytes, 0, doubled, bytes.length, at);
          bytes = doubled.length < 10_000 ? doubled : bytes;
        }
      }
    }
    return bytes;
  }

  /** As the reader does it: text that is no UTF-8 is made so before. */
  private static void parse(FormatConfig config, byte[] bytes) {
    byte[] text = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    Parsed.tried(config, text)
        .ifPresent(record ->
            assertThat(record.getSerializedSize()).isLessThan(3 * text.length + ATTRIBUTES_BYTES));
    config.format(java.time.InstantSource.fixed(Parsed.NOW)).begins(text, 0, text.length);
  }
}
