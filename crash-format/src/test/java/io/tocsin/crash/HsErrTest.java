package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HsErrTest {
  private static final String HEAD =
      """
      #
      # A fatal error has been detected by the Java Runtime Environment:
      #
      #  SIGSEGV (0xb) at pc=0x00007fa9d22950f4, pid=356407, tid=356408
      #
      # JRE version: OpenJDK Runtime Environment Temurin-25+36 (25.0+36) (build 25+36-LTS)
      # Java VM: OpenJDK 64-Bit Server VM Temurin-25+36 (25+36-LTS, mixed mode, tiered, g1 gc, linux-aarch64)
      # Problematic frame:
      # V  [libjvm.so+0xf160f4]  Unsafe_GetByte+0x134
      #
      """;

  @Test
  void read_head_tellsWhatDiedWhere() {
    CrashReport report = HsErr.read(HEAD);

    assertThat(report.signal()).isEqualTo("SIGSEGV");
    assertThat(report.error().code()).isEqualTo("0xb");
    assertThat(report.pid()).isEqualTo("356407");
    assertThat(report.jvm().jdk()).isEqualTo("25+36-LTS");
    assertThat(report.jvm().vendor()).isEqualTo("Eclipse Adoptium");
    assertThat(report.jvm().gc()).isEqualTo("g1");
    assertThat(report.jvm().os()).isEqualTo("linux");
    assertThat(report.jvm().arch()).isEqualTo("aarch64");
    assertThat(report.problematicFrame())
        .hasValueSatisfying(frame -> {
          assertThat(frame.library()).isEqualTo("libjvm.so");
          assertThat(frame.symbol()).isEqualTo("Unsafe_GetByte");
        });
    assertThat(report.isComplete()).isFalse();
  }
}
