package io.tocsin.collector.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a JFR recording: screened and read, or refused. What was screened holds nothing more
 * to screen: a second look finds the same texts, all of them asterisks.
 */
@Tag("long")
class ArbitraryRecordingTest {
  private static final RecordingDecoder DECODER = new RecordingDecoder(RecordingLimits.defaults());

  static Stream<Arguments> recordings() {
    return Stream.of(
            new JfrSample().thread(1, "http-1").cpu(5, 1, "main;pay;fee").make(),
            new JfrSample()
                .thread(1, "http-1")
                .alloc(7, 1, "main;copy", 4_096)
                .monitor(8, 100, 1, "main;book")
                .park(9, 100, 1, "main;lock", "java/util/concurrent/Semaphore")
                .span(5, 2, 1, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .jvm("-Dpassword=x", "Main")
                .own("to whom it may concern")
                .make(),
            new byte[] {'F', 'L', 'R', 0})
        .map(bytes -> Arguments.of((Object) bytes));
  }

  @MethodSource("recordings")
  @FuzzTest
  void anyRecording_isScreenedAndReadOrRefused(byte[] input) {
    if (input == null) {
      return;
    }
    byte[] screened = input.clone();
    try {
      RecordingScreen.blank(screened, text -> text);
    } catch (UnreadableRecordingException refused) {
      assertThat(refused).hasMessageContaining("JFR");
      return;
    }
    byte[] again = screened.clone();
    try {
      RecordingScreen.blank(again, text -> text);
    } catch (UnreadableRecordingException e) {
      throw new AssertionError("what was screened cannot be screened again", e);
    }
    assertThat(again).as("screened twice").isEqualTo(screened);
    try {
      DECODER.decode(screened);
      CollapsedStacks.of(screened, CollapsedStacks.Event.CPU);
    } catch (UnreadableRecordingException refused) {
      assertThat(refused).hasMessageContaining("JFR");
    }
  }
}
