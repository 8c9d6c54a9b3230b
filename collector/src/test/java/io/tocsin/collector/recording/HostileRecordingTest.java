package io.tocsin.collector.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a recording's bytes say, it is read or refused, in memory and time that fit its size.
 */
class HostileRecordingTest {
  private static final RecordingDecoder DECODER = new RecordingDecoder(RecordingLimits.defaults());

  private static byte[] sample() {
    return new JfrSample()
        .thread(1, "http-1")
        .cpu(5, 1, "main;pay;fee")
        .sleeping(6, 1, "main;idle")
        .alloc(7, 1, "main;copy", 4_096)
        .monitor(8, 100, 1, "main;book")
        .park(9, 100, 1, "main;lock", "java/util/concurrent/Semaphore")
        .span(5, 2, 1, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .jvm("-Dpassword=x", "Main")
        .own("to whom it may concern")
        .make();
  }

  /** True where it was read. */
  private static boolean answer(byte[] recording) {
    try {
      RecordingScreen.blank(recording, UnaryOperator.identity());
      DECODER.decode(recording);
      CollapsedStacks.of(recording, CollapsedStacks.Event.CPU);
      return true;
    } catch (UnreadableRecordingException e) {
      assertThat(e).hasMessageContaining("JFR");
      return false;
    }
  }

  @Test
  void recording_cutAnywhere_isRefused() {
    byte[] whole = sample();
    assertThat(answer(whole.clone())).isTrue();
    for (int length = 0; length < whole.length; length++) {
      assertThat(answer(Arrays.copyOf(whole, length))).as("cut at %d", length).isFalse();
    }
  }

  @Test
  void recording_withOneByteChanged_isReadOrRefused() {
    byte[] whole = sample();
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << at % 8);
      answer(changed);
    }
  }

  @Test
  void recording_withManyBytesChanged_isReadOrRefused() {
    mutate(1, 3_000);
  }

  @Tag("long")
  @Test
  void recording_withManyBytesChanged_veryOften_isReadOrRefused() {
    mutate(1_000_000, 3_000_000);
  }

  private static void mutate(long firstSeed, int cases) {
    byte[] whole = sample();
    for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
      Random random = new Random(seed);
      byte[] changed = whole.clone();
      int changes = 1 + random.nextInt(8);
      for (int i = 0; i < changes; i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      answer(changed);
    }
  }

  /** A chunk whose metadata is given; no events, no constants. */
  private static byte[] chunk(JfrOut metadata) {
    JfrOut event = new JfrOut().number(0).number(0).number(0).number(0);
    event.writeBytes(metadata.toByteArray());
    JfrOut sized = new JfrOut().number(event.size() + (event.size() < 126 ? 1 : 2));
    sized.writeBytes(event.toByteArray());
    ByteBuffer chunk = ByteBuffer.allocate(68 + sized.size());
    chunk.putInt(0x464c5200).putShort((short) 2).putShort((short) 0).putLong(chunk.capacity());
    chunk.putLong(68).putLong(68).putLong(0).putLong(0).putLong(0).putLong(1_000).putInt(1);
    return chunk.put(sized.toByteArray()).array();
  }

  @Test
  void countsBeyondTheBytes_areRefused_beforeMemoryIsTaken() {
    assertThatThrownBy(() -> DECODER.decode(chunk(new JfrOut().number(1L << 40))))
        .isInstanceOf(UnreadableRecordingException.class)
        .hasMessageContaining("count");
    JfrOut longText = new JfrOut().number(1);
    longText.write(3);
    longText.number(Integer.MAX_VALUE);
    assertThatThrownBy(() -> DECODER.decode(chunk(longText)))
        .isInstanceOf(UnreadableRecordingException.class);
  }

  @Test
  void typeThatHoldsItself_isRefused() {
    JfrOut metadata = new JfrOut().number(6);
    for (String text : new String[] {"class", "field", "name", "id", "class", "7"}) {
      metadata.text(text);
    }
    metadata.number(0).number(1).number(3).number(5).number(1);
    metadata.number(1).number(1).number(4).number(5).number(0);

    assertThatThrownBy(() -> DECODER.decode(chunk(metadata)))
        .isInstanceOf(UnreadableRecordingException.class)
        .hasMessageContaining("holds itself");
  }

  @Test
  void metadataNestedVeryDeep_isRefused() {
    JfrOut metadata = new JfrOut().number(1).text("root");
    for (int i = 0; i < 10_000; i++) {
      metadata.number(0).number(0).number(1);
    }

    assertThatThrownBy(() -> DECODER.decode(chunk(metadata)))
        .isInstanceOf(UnreadableRecordingException.class);
  }

  @Test
  void samplesOfManySpansOnDeepStacks_takeMemoryOnce() throws Exception {
    String deep = "m;".repeat(400) + "leaf";
    JfrSample sample = new JfrSample();
    for (int i = 0; i < 5_000; i++) {
      sample.cpu(i, 1, deep);
      sample.span(i, 1, 1, "00-%032x-%016x-01".formatted(i + 1, i + 1));
    }

    DecodedRecording decoded = DECODER.decode(sample.make());

    assertThat(decoded.ofSpans()).hasSize(5_000);
    assertThat(decoded.stacks().values()).allMatch(stacks -> stacks.size() == 1);
  }
}
