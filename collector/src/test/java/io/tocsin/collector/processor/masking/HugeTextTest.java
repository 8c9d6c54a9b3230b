package io.tocsin.collector.processor.masking;

import static io.tocsin.collector.pipeline.Requests.TENANT;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.logs;
import static io.tocsin.collector.pipeline.Requests.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.tocsin.collector.pipeline.MalformedBatchException;
import io.tocsin.collector.pipeline.Processed;
import io.tocsin.collector.pipeline.Requests;
import io.tocsin.model.log.TelemetryKind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as large as one may send, and as unpleasant: time grows with their length, no more. */
class HugeTextTest {
  private static final int MIB = 1 << 20;
  private static final String CARD = "4111111111111111";

  /** Generous on a busy machine; a quadratic scan of these would take hours. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String[] UNPLEASANT = {
    "a",
    "1",
    "4111 ",
    "%41",
    "\\u0041",
    "@",
    "a@",
    "a@b.",
    "eyJ",
    "Bearer ",
    "-----BEGIN ",
    "password=",
    "\"password\":{",
    "\"password\":\"\\",
    "<password>",
    "://:",
    "a/",
    "QUFB",
    "QUFB/",
    "a=1%41&",
    "ＧＢ82",
    "GB82",
    "\\\\\\\\",
    "x@y.zz ",
    "%25",
    "13800005678,",
    "\"",
    "{[",
    "密码："
  };

  @Test
  @Timeout(240)
  void attributesOfAMebibyte_areMaskedToTheirEnd() throws Exception {
    String text = "x".repeat(MIB) + " " + CARD;
    LogRecord done =
        Requests.process(log("x").addAttributes(pair("a", text)).addAttributes(pair("b", text)));
    assertThat(done.getAttributes(0).getValue().getStringValue()).endsWith(" 411111******1111");
    assertThat(done.getAttributes(1).getValue().getStringValue()).endsWith(" 411111******1111");
  }

  @Test
  void aHundredLevelsOfNesting_areMasked_deeperOnesCut() throws Exception {
    LogRecord done = Requests.process(LogRecord.newBuilder().setBody(nested(99)));
    assertThat(Requests.holds(done.toByteArray(), CARD)).isFalse();
    assertThat(Requests.holds(done.toByteArray(), "411111******1111")).isTrue();
    byte[] deeper = logs(LogRecord.newBuilder().setBody(nested(150)));
    Processed cut = Requests.pipeline(1).process(TENANT, TelemetryKind.LOGS, deeper, 1);
    assertThat(cut.repaired()).containsKey("cut");
    assertThat(Requests.holds(cut.parts().getFirst().payload(), CARD)).isFalse();
  }

  private static AnyValue nested(int levels) {
    AnyValue value = Requests.text(CARD);
    for (int i = 0; i < levels; i++) {
      value =
          AnyValue.newBuilder()
              .setKvlistValue(KeyValueList.newBuilder().addValues(pair("k", value)))
              .build();
    }
    return value;
  }

  @Test
  void moreFieldsThanTheLimit_areRefused_notHalfMasked() {
    LogRecord.Builder many = log("x");
    for (int i = 0; i < 400_000; i++) {
      many.addAttributes(pair("k", "v"));
    }
    byte[] request = logs(many);
    assertThatThrownBy(() -> Requests.pipeline(1).process(TENANT, TelemetryKind.LOGS, request, 1))
        .isInstanceOf(MalformedBatchException.class)
        .hasMessageContaining("more than 1000000 fields");
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB})
  @Timeout(240)
  void unpleasantText_takesTimeByItsLength(int bytes) {
    unpleasant(bytes);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(ints = {16 * MIB})
  void lineOf16Mebibyte_takesTimeByItsLength_andBoundedMemory(int bytes) {
    unpleasant(bytes);
  }

  private static void unpleasant(int bytes) {
    MaskText mask = new MaskText(MaskingConfig.defaults());
    for (String piece : UNPLEASANT) {
      String text = piece.repeat(bytes / piece.length()) + ' ' + CARD + " tail " + CARD;
      long start =
          ManagementFactory.getThreadMXBean().getThreadCpuTime(Thread.currentThread().threadId());
      String masked = mask.mask(text);
      long nanos =
          ManagementFactory.getThreadMXBean().getThreadCpuTime(Thread.currentThread().threadId())
              - start;
      assertThat(masked.length()).as(piece).isLessThanOrEqualTo(4 * text.length());
      assertThat(Duration.ofNanos(nanos)).as(piece).isLessThan(LIMIT);
    }
  }

  @Test
  void manyRecords_haveTheirCounts() throws Exception {
    LogRecord.Builder[] records = new LogRecord.Builder[500];
    for (int i = 0; i < records.length; i++) {
      records[i] = log("n" + i + " " + CARD);
    }
    Processed done = Requests.pipeline(1).process(TENANT, TelemetryKind.LOGS, logs(records), 1);
    assertThat(done.masked()).isEqualTo(Map.of("card", 500));
  }
}
