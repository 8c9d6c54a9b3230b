package io.tocsin.collector.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.processor.masking.MaskText;
import io.tocsin.collector.processor.masking.MaskingConfig;
import io.tocsin.model.profile.ProfileType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingScreenTest {
  private static final String SECRET = "hunter2-6222021234567890128";

  static class PaymentEvent extends Event {
    String note = "";
  }

  private static boolean holds(byte[] recording, String text) {
    return new String(recording, StandardCharsets.ISO_8859_1).contains(text);
  }

  @Test
  void textOfEventsThatCouldHoldSecrets_isGone_andSamplesAndSpansStay() throws Exception {
    String tag = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    byte[] recording =
        new JfrSample()
            .thread(1, "http-1")
            .cpu(5, 1, "main;pay")
            .span(0, 10, 1, tag)
            .span(0, 10, 1, "account " + SECRET)
            .jvm("-Dpassword=" + SECRET, SECRET + "密码")
            .own(SECRET)
            .make();
    int length = recording.length;

    Map<String, Integer> blanked = RecordingScreen.blank(recording, UnaryOperator.identity());

    assertThat(blanked).isEqualTo(Map.of("jdk.JVMInformation", 2, "java.lang.String", 2));
    assertThat(recording).hasSize(length);
    assertThat(holds(recording, SECRET)).isFalse();
    assertThat(holds(recording, "http-1")).isTrue();
    DecodedRecording decoded = new RecordingDecoder(RecordingLimits.defaults()).decode(recording);
    assertThat(RecordingDecoderTest.readable(decoded.stacks().get(ProfileType.CPU)))
        .isEqualTo(Map.of("main;pay", 10_000_000L));
    assertThat(decoded.ofSpans()).hasSize(1);
    assertThat(RecordingScreen.blank(recording, UnaryOperator.identity()))
        .as("again")
        .isEqualTo(blanked);
  }

  private static String screened(String name, UnaryOperator<String> mask) throws Exception {
    byte[] recording = new JfrSample().thread(1, name).cpu(5, 1, "main;pay").make();
    RecordingScreen.blank(recording, mask);
    DecodedRecording decoded = new RecordingDecoder(RecordingLimits.defaults()).decode(recording);
    assertThat(decoded.stacks().get(ProfileType.CPU).total()).isEqualTo(10_000_000L);
    String text = new String(recording, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("worker ");
    return text.substring(at, at + name.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void namesOfThreads_loseLongNumbersAndWhatMasksFind_inPlace() throws Exception {
    UnaryOperator<String> mask = new MaskText(MaskingConfig.defaults())::mask;

    assertThat(screened("worker http-nio-8080-exec-7", mask))
        .isEqualTo("worker http-nio-8080-exec-7");
    assertThat(screened("worker order-13812345678", mask)).isEqualTo("worker order-***********");
    assertThat(screened("worker 4000001234567 of pool-1-thread-12", mask))
        .isEqualTo("worker ************* of pool-1-thread-12");
    assertThat(screened("worker for dev.a@bank.example.com x", mask))
        .doesNotContain("dev.a")
        .endsWith(" x");
    assertThat(screened("worker password=hunter2hunter2", mask)).doesNotContain("hunter2");
  }

  @Test
  void samplesStayJoinedWithSpans_whateverTheirThreadsAreCalled() throws Exception {
    String tag = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    byte[] recording =
        new JfrSample()
            .thread(1, "order-13812345678")
            .thread(2, "order-13812345679")
            .cpu(5, 1, "main;pay")
            .cpu(5, 2, "main;pay")
            .span(0, 10, 1, tag)
            .make();

    RecordingScreen.blank(recording, UnaryOperator.identity());

    assertThat(holds(recording, "138")).isFalse();
    DecodedRecording decoded = new RecordingDecoder(RecordingLimits.defaults()).decode(recording);
    assertThat(decoded.ofSpans()).hasSize(1);
    assertThat(decoded.ofSpans().getFirst().weights()).containsExactly(10_000_000L);
  }

  /** The JDK's own recorder writes the command line, properties, environment and messages. */
  @Test
  void recordingOfTheJdk_holdsNothingPlanted_andItsOwnToolsStillReadIt(@TempDir Path folder)
      throws Exception {
    System.setProperty("tocsin.test.planted", SECRET);
    Path file = folder.resolve("jdk.jfr");
    try (Recording recorder = new Recording()) {
      recorder.enable("jdk.JVMInformation");
      recorder.enable("jdk.InitialSystemProperty");
      recorder.enable("jdk.InitialEnvironmentVariable");
      recorder.enable("jdk.SystemProcess");
      recorder.enable("jdk.JavaExceptionThrow").withStackTrace();
      recorder.enable(PaymentEvent.class);
      recorder.start();
      PaymentEvent event = new PaymentEvent();
      event.note = "paid to " + SECRET;
      event.commit();
      try {
        throw new IllegalStateException("account " + SECRET);
      } catch (IllegalStateException expected) {
        assertThat(expected).isNotNull();
      }
      recorder.stop();
      recorder.dump(file);
    } finally {
      System.clearProperty("tocsin.test.planted");
    }
    byte[] recording = Files.readAllBytes(file);
    assertThat(holds(recording, SECRET)).as("the recording has what was planted").isTrue();

    Map<String, Integer> blanked = RecordingScreen.blank(recording, UnaryOperator.identity());

    assertThat(holds(recording, SECRET)).isFalse();
    assertThat(holds(recording, System.getProperty("user.dir"))).as("paths").isFalse();
    assertThat(blanked).containsKeys("jdk.InitialSystemProperty", "jdk.JVMInformation");
    Files.write(file, recording);
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("jdk.InitialSystemProperty")) {
        assertThat(event.getString("value")).matches("\\**");
      }
    }
  }
}
