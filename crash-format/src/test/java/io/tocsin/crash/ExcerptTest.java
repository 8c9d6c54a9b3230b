package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final int MAX = 1 << 20;

  private static String textOf(String report) throws IOException {
    return HsErr.textOf(new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)), MAX);
  }

  private static List<String> ids(String report) {
    return HsErr.read(report).diagnoses().stream().map(Diagnosis::id).toList();
  }

  @Test
  void usualReports_comeWhole() throws IOException {
    for (String name : Samples.ALL) {
      assertThat(textOf(Samples.text(name))).isEqualTo(Samples.text(name));
    }
  }

  @Test
  void T20_reportOfManyMappings_fitsAMebibyte_andTellsTheSame() throws IOException {
    StringBuilder report = new StringBuilder();
    for (String line : Samples.text("jdk25-unsafe.log").split("\n", -1)) {
      report.append(line).append('\n');
      if (line.startsWith("Dynamic libraries:")) {
        for (int i = 0; i < 64_900; i++) {
          String address = Integer.toHexString(0x10000 + i);
          report.append("7f%s000-7f%s800 rw-p 00000000 00:00 0 ".replace("%s", address));
          report.append(" ".repeat(90)).append('\n');
        }
      }
      if (line.startsWith("/proc/sys/vm/max_map_count")) {
        report.setLength(report.length() - line.length() - 1);
        report.append(line.replaceAll("\\d+$", "65530")).append('\n');
      }
    }
    assertThat(report.length()).isGreaterThan(8 << 20);

    String text = textOf(report.toString());

    assertThat(text.length()).isLessThan(MAX);
    assertThat(ids(text)).containsAll(ids(Samples.text("jdk25-unsafe.log")));
    assertThat(HsErr.read(text).isComplete()).isTrue();
    CrashReport redacted = HsErr.read(Redactor.redact(text));
    assertThat((Long) HsErr.read(text).facts().get("dynamicLibrariesMappingCount"))
        .isGreaterThan(64_900L);
    assertThat(redacted.diagnoses()).extracting(Diagnosis::id).isEqualTo(ids(text));
  }

  @Test
  void lineWithoutEnd_andPartsWithoutEnd_areCutOff() throws IOException {
    assertThat(textOf("#".repeat(4 << 20)).length()).isLessThan(20_000);
    assertThat(textOf("7f00 rw-p\n".repeat(1 << 20)).length()).isLessThan(MAX);
  }
}
