package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same bytes in every run: a failure can be repeated. */
class HsErrFuzzTest {
  static Stream<String> samples() {
    return Samples.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void T20_read_cutAnywhere_neverFailsAndIsIncomplete(String sample) {
    String text = Samples.text(sample);
    for (int cut = 0; cut < text.length() - 8; cut += 97) {
      CrashReport report = HsErr.read(text.substring(0, cut));

      assertThat(report.isComplete()).as("cut at %d", cut).isFalse();
      assertThat(report.stackTrace()).startsWith("jvm.crash.");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void T20_read_cutInTheMiddle_stillTellsWhatDiedWhere(String sample) {
    String text = Samples.text(sample);

    CrashReport report = HsErr.read(text.substring(0, text.length() / 2));

    assertThat(report.signal()).isEqualTo("SIGSEGV");
    assertThat(report.javaFrames()).isNotEmpty();
    assertThat(report.diagnoses())
        .extracting(Diagnosis::id)
        .contains("error_unsafe", "info_truncated");
  }

  @Test
  void T20_read_anyBytes_neverFails() {
    Random random = new Random(20_261_121);
    for (int round = 0; round < 400; round++) {
      byte[] soup = new byte[random.nextInt(3_000)];
      random.nextBytes(soup);
      survives(soup);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void T20_read_damagedReport_neverFails(String sample) {
    byte[] whole = Samples.text(sample).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    for (int round = 0; round < 150; round++) {
      byte[] damaged = whole.clone();
      for (int hit = 0; hit < 400; hit++) {
        damaged[random.nextInt(damaged.length)] =
            (byte) "\n\0 :\"[]()=#0x-~\u00ff".charAt(random.nextInt(16));
      }
      survives(damaged);
    }
  }

  @Test
  void T20_read_linesInAnyOrder_neverFails() {
    String[] lines =
        (Samples.text("jdk17-unsafe.log") + Samples.text("jdk25-unsafe.log")).split("\n");
    Random random = new Random(11);
    for (int round = 0; round < 150; round++) {
      StringBuilder shuffled = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        String line = lines[random.nextInt(lines.length)];
        int from = random.nextInt(4) == 0 ? random.nextInt(line.length() + 1) : 0;
        shuffled.append(line, from, line.length()).append(random.nextInt(9) == 0 ? "\r\n" : "\n");
      }
      survives(shuffled.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void T20_read_hugeLinesAndNumbers_areBounded() {
    String digits = "9".repeat(200_000);
    String report =
        "#  SIGSEGV (0xb) at pc=0x"
            + digits
            + ", pid="
            + digits
            + ", tid="
            + digits
            + "\n"
            + "Heap:\n garbage-first heap   total "
            + digits
            + "K, used "
            + digits
            + "K [0x"
            + digits
            + ")\n"
            + "Memory: 4k page, physical "
            + digits
            + "k("
            + digits
            + "k free), swap 1k(1k free)\n"
            + "elapsed time: "
            + digits
            + " seconds (0d 0h 0m 0s)\n"
            + "V  [libjvm.so+0x1]  "
            + "a<b(".repeat(50_000)
            + "\n";

    survives(report.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void read_moreThanTheLimit_readsTheBeginning() {
    byte[] huge = new byte[HsErr.MAX_BYTES + 10];
    java.util.Arrays.fill(huge, (byte) '\n');
    byte[] head =
        "# A fatal\n#  SIGBUS (0xa) at pc=0x1, pid=1, tid=2\n".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(head, 0, huge, 0, head.length);

    CrashReport report = HsErr.read(huge);

    assertThat(report.signal()).isEqualTo("SIGBUS");
    assertThat(report.isComplete()).isFalse();
  }

  private static void survives(byte[] bytes) {
    assertThatCode(
            () -> {
              CrashReport report = HsErr.read(bytes);
              report.stackTrace();
              report.facts();
              report.problematicFrame();
              String redacted = Redactor.redact(new String(bytes, StandardCharsets.UTF_8));
              HsErr.read(redacted);
            })
        .doesNotThrowAnyException();
  }
}
