package io.tocsin.collector.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.SpanSamples;
import io.tocsin.model.profile.Stacks;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordingDecoderTest {
  private static final String TAG = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OUTER = "b7ad6b7169203331";
  private static final String INNER = "00f067aa0ba902b7";

  private static DecodedRecording decode(JfrSample sample) throws Exception {
    return new RecordingDecoder(RecordingLimits.defaults()).decode(sample.make());
  }

  static Map<String, Long> readable(Stacks stacks) {
    Map<String, Long> readable = new TreeMap<>();
    for (int i = 0; i < stacks.size(); i++) {
      readable.merge(text(stacks, i), stacks.weight(i), Long::sum);
    }
    return readable;
  }

  private static String text(Stacks stacks, int index) {
    return Arrays.stream(stacks.stack(index))
        .mapToObj(frame -> stacks.frames().get(frame).method())
        .collect(Collectors.joining(";"));
  }

  private static String tag(String spanId) {
    return "00-" + TRACE + "-" + spanId + "-01";
  }

  @Test
  void samples_weighTheirIntervalBytesOrWait() throws Exception {
    DecodedRecording decoded =
        decode(
            new JfrSample()
                .cpu(1, 1, "main;pay;fee")
                .cpu(2, 1, "main;pay;fee")
                .cpu(3, 2, "main;pay")
                .sleeping(4, 2, "main;idle")
                .alloc(5, 1, "main;pay;copy", 524_288)
                .monitor(6, 3_000_000, 1, "main;pay;book"));

    assertThat(readable(decoded.stacks().get(ProfileType.CPU)))
        .isEqualTo(Map.of("main;pay;fee", 20_000_000L, "main;pay", 10_000_000L));
    assertThat(readable(decoded.stacks().get(ProfileType.ALLOC)))
        .isEqualTo(Map.of("main;pay;copy", 524_288L));
    assertThat(readable(decoded.stacks().get(ProfileType.LOCK)))
        .isEqualTo(Map.of("main;pay;book", 3_000_000L));
    assertThat(decoded.startNanos()).isEqualTo(JfrSample.START_NANOS);
    assertThat(decoded.durationNanos()).isEqualTo(10_000_000_000L);
    assertThat(decoded.stacks().get(ProfileType.CPU).frames())
        .contains(new ProfileFrame(ProfileFrame.Kind.JAVA, "com.bank.Pay", "fee"));
  }

  @Test
  void park_isAWaitForALock_orNothing() throws Exception {
    DecodedRecording decoded =
        decode(
            new JfrSample()
                .park(1, 5, 1, "main;lock", "java/util/concurrent/locks/ReentrantLock$FairSync")
                .park(2, 7, 1, "main;acquire", "java/util/concurrent/Semaphore$NonfairSync")
                .park(3, 9, 1, "main;take", "java/util/concurrent/SynchronousQueue$Transferer"));

    assertThat(readable(decoded.stacks().get(ProfileType.LOCK)))
        .isEqualTo(Map.of("main;lock", 5L, "main;acquire", 7L));
  }

  @Test
  void samples_belongToTheInnermostSpanOfTheirThreadAtTheirTime() throws Exception {
    DecodedRecording decoded =
        decode(
            new JfrSample()
                .cpu(5, 1, "main;before")
                .cpu(15, 1, "main;pay")
                .cpu(25, 1, "main;pay;fee")
                .cpu(35, 1, "main;pay")
                .cpu(25, 2, "main;elsewhere")
                .cpu(50, 1, "main;after")
                .span(20, 10, 1, tag(INNER))
                .span(10, 40, 1, tag(OUTER))
                .span(0, 100, 1, "no trace context"));

    Stacks cpu = decoded.stacks().get(ProfileType.CPU);
    Map<String, Map<String, Long>> bySpan = new TreeMap<>();
    for (SpanSamples samples : decoded.ofSpans()) {
      assertThat(samples.traceId()).isEqualTo(TRACE);
      Map<String, Long> weights = new TreeMap<>();
      for (int i = 0; i < samples.stacks().length; i++) {
        weights.put(text(cpu, samples.stacks()[i]), samples.weights()[i]);
      }
      bySpan.put(samples.spanId(), weights);
    }
    assertThat(bySpan)
        .isEqualTo(
            Map.of(
                OUTER, Map.of("main;pay", 20_000_000L),
                INNER, Map.of("main;pay;fee", 10_000_000L)));
    assertThat(cpu.total()).isEqualTo(60_000_000);
  }

  @Test
  void sample_betweenVeryManyShortSpans_belongsToTheLongOneAround() throws Exception {
    JfrSample sample = new JfrSample().span(0, 100_000, 1, tag(OUTER)).cpu(90_005, 1, "main;pay");
    for (int i = 1; i <= 5_000; i++) {
      sample.span(10L * i, 5, 1, tag(INNER));
    }

    assertThat(decode(sample).ofSpans())
        .singleElement()
        .satisfies(span -> assertThat(span.spanId()).isEqualTo(OUTER));
  }

  @Test
  void interval_isWhatTheProfilerWasSetTo() throws Exception {
    byte[] recording = new JfrSample().cpu(1, 1, "main").make();
    String text = new String(recording, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] faster =
        text.replace("10000000", "02500000").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    DecodedRecording decoded = new RecordingDecoder(RecordingLimits.defaults()).decode(faster);

    assertThat(decoded.stacks().get(ProfileType.CPU).total()).isEqualTo(2_500_000);
  }

  @Test
  void wallSamples_areNoProcessorTime() throws Exception {
    DecodedRecording decoded = decode(new JfrSample().setting("event", "wall").cpu(1, 1, "main"));

    assertThat(decoded.stacks()).isEmpty();
  }

  @Test
  void limits_cutDeepStacksAtTheirRoot_andCountSamplesLeftOut() throws Exception {
    RecordingLimits limits = new RecordingLimits(1 << 20, 64, 2, 3);
    byte[] recording = new JfrSample().cpu(1, 1, "a;b;c;d;e").cpu(2, 1, "a").cpu(3, 1, "b").make();

    DecodedRecording decoded = new RecordingDecoder(limits).decode(recording);

    assertThat(readable(decoded.stacks().get(ProfileType.CPU)).keySet())
        .containsExactlyInAnyOrder("[cut];c;d;e", "a");
    assertThat(decoded.leftOut()).isEqualTo(1);
  }

  @Test
  void chunks_behindEachOther_areOneRecording() throws Exception {
    byte[] first = new JfrSample().cpu(1, 1, "main;pay").make();
    byte[] second = new JfrSample().cpu(1, 1, "main;other").cpu(2, 1, "main;pay").make();
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    DecodedRecording decoded = new RecordingDecoder(RecordingLimits.defaults()).decode(both);

    assertThat(readable(decoded.stacks().get(ProfileType.CPU)))
        .isEqualTo(Map.of("main;pay", 20_000_000L, "main;other", 10_000_000L));
  }

  @Test
  void spanThatEndsInALaterChunk_hasItsSamplesOfTheEarlierOne() throws Exception {
    byte[] first = new JfrSample().cpu(5, 1, "main;pay").cpu(5, 2, "main;idle").make();
    byte[] second = new JfrSample().cpu(15, 1, "main;pay").span(1, 19, 1, TAG).make();
    byte[] unset =
        new String(second, java.nio.charset.StandardCharsets.ISO_8859_1)
            .replace("interval", "otherone")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] both = Arrays.copyOf(first, first.length + unset.length);
    System.arraycopy(unset, 0, both, first.length, unset.length);
    byte[] faster =
        new String(both, java.nio.charset.StandardCharsets.ISO_8859_1)
            .replaceFirst("10000000", "02500000")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    DecodedRecording decoded = new RecordingDecoder(RecordingLimits.defaults()).decode(faster);

    assertThat(decoded.ofSpans())
        .singleElement()
        .satisfies(span -> assertThat(span.weights()).containsExactly(5_000_000));
  }
}
