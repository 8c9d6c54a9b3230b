package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Real reports of many JDKs and systems, collected by krashpad (EPL-2.0). They are no part of the
 * project: folder {@code hs_err} of the one that TOCSIN_DATA names. {@code ./tocsin score hs_err}
 * compares what is read with labels.
 */
class PublicReportsTest {
  private static final Map<String, String> TEXTS = new TreeMap<>();

  @BeforeAll
  static void readAll() throws IOException {
    String folder = System.getenv("TOCSIN_DATA");
    assumeThat(folder).as("TOCSIN_DATA names a folder with sample data").isNotNull();
    Path reports = Path.of(folder, "hs_err", "krashpad");
    assumeThat(reports).isDirectory();
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.sorted().toList()) {
        TEXTS.put(
            file.getFileName().toString(),
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void T20_read_everyPublicReport_isRecognised() {
    TEXTS.forEach((file, text) -> assertThat(HsErr.read(text).isRecognised()).as(file).isTrue());
  }

  @Test
  void T20_redact_everyPublicReport_leavesTheDiagnosesAsTheyWere() {
    TEXTS.forEach((file, text) ->
        assertThat(idsOf(HsErr.read(Redactor.redact(text))))
            .as(file)
            .isEqualTo(idsOf(HsErr.read(text))));
  }

  @Test
  void T20_redact_everyPublicReport_leavesTheStackAsItWas() {
    TEXTS.forEach((file, text) ->
        assertThat(HsErr.read(Redactor.redact(text)).stackTrace())
            .as(file)
            .isEqualTo(HsErr.read(text).stackTrace()));
  }

  @Test
  void redact_everyPublicReportTwice_changesNothingMore() {
    TEXTS.forEach((file, text) -> {
      String once = Redactor.redact(text);
      assertThat(Redactor.redact(once)).as(file).isEqualTo(once);
    });
  }

  private static List<String> idsOf(CrashReport report) {
    return report.diagnoses().stream().map(Diagnosis::id).toList();
  }
}
