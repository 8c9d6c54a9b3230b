package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Scores the reader on real reports of many JDKs, against facts and diagnoses that the tests of
 * krashpad (EPL-2.0) assert on them. The data are no part of the project: folder {@code hs_err} of
 * the one that TOCSIN_DATA names.
 */
class PublicReportsTest {
  /** Counters of that tool about itself, a vendor's packaging, and values lost in extraction. */
  private static final Set<String> NOT_COUNTED_FACTS =
      Set.of(
          "isRhBuildOpenJdk", "isRhRpmMatch", "isRhRpmDerivative", "isRhVersion", "getRhRpmName");

  private static final Map<String, CrashReport> REPORTS = new TreeMap<>();
  private static Path data;

  @BeforeAll
  static void readAll() throws IOException {
    String folder = System.getenv("TOCSIN_DATA");
    assumeThat(folder).as("TOCSIN_DATA names a folder with sample data").isNotNull();
    data = Path.of(folder, "hs_err");
    assumeThat(data).isDirectory();
    try (Stream<Path> files = Files.list(data.resolve("krashpad"))) {
      for (Path file : files.sorted().toList()) {
        REPORTS.put(file.getFileName().toString(), HsErr.read(Files.readAllBytes(file)));
      }
    }
  }

  @Test
  void diagnoses_ofPublicReports_areTheExpertsIn95OfAHundred() throws IOException {
    Tally tally = new Tally("diagnoses");
    for (List<String> row : csv("krashpad-groundtruth.csv")) {
      String id = row.get(1);
      if (!id.startsWith("info_rh_build_") && !id.startsWith("warn_unidentified")) {
        List<String> found =
            REPORTS.get(row.get(0)).diagnoses().stream().map(Diagnosis::id).toList();
        boolean wanted = row.get(2).equals("present");
        tally.count(
            found.contains(id) == wanted, row.get(0) + " " + id + " " + row.get(2) + " " + found);
      }
    }
    assertThat(tally.share()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void facts_ofPublicReports_areTheExperts() throws IOException {
    Tally tally = new Tally("facts");
    for (List<String> row : csv("krashpad-facts.csv")) {
      String fact = row.get(1);
      String expected = row.get(2);
      if (fact.endsWith(".size")
          || NOT_COUNTED_FACTS.contains(fact)
          || expected.contains("assertEquals")) {
        continue;
      }
      String name = nameOf(fact);
      Object found = REPORTS.get(row.get(0)).facts().get(name);
      tally.count(
          matches(expected, found), row.get(0) + " " + fact + " " + expected + " found " + found);
    }
    assertThat(tally.share()).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void redacted_publicReports_readToTheSameDiagnoses() throws IOException {
    Tally tally = new Tally("redacted");
    try (Stream<Path> files = Files.list(data.resolve("krashpad"))) {
      for (Path file : files.sorted().toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> before = HsErr.read(text).diagnoses().stream().map(Diagnosis::id).toList();
        List<String> after =
            HsErr.read(Redactor.redact(text)).diagnoses().stream().map(Diagnosis::id).toList();
        tally.count(after.equals(before), file.getFileName() + " " + before + " " + after);
      }
    }
    assertThat(tally.share()).isEqualTo(1);
  }

  @Test
  void read_everyPublicReport_isRecognised() {
    REPORTS.forEach((file, report) ->
        System.out.println(file + " " + report.isRecognised() + " " + report.error()));
  }

  /** getMemoryTotal is memoryTotal; of a chain the last call counts. */
  private static String nameOf(String fact) {
    String call = fact.substring(fact.lastIndexOf('.') + 1);
    return call.startsWith("get")
        ? Character.toLowerCase(call.charAt(3)) + call.substring(4)
        : call;
  }

  private static boolean matches(String expected, Object found) {
    if (found == null) {
      return expected.equals("Long.MIN_VALUE");
    }
    // Longer texts are two literals in their test, and cut.
    String value =
        expected.replace("\" + \"", "").replace("\\\"", "'").replace("\"", "").replace("'", "\"");
    if (value.matches("[\\d *L]+")) {
      long product = 1;
      for (String factor : value.split("\\*")) {
        product *= Long.parseLong(factor.replace("L", "").trim());
      }
      return found.equals(product);
    }
    if (value.matches("True|False")) {
      return found.equals(Boolean.valueOf(value));
    }
    // The name of a variable in their test: that the fact is known is all there is to compare.
    boolean variable = expected.matches("[a-z][A-Za-z]*(?: \\+ [a-z][A-Za-z]*)*|causedBy.*");
    return variable
        || String.valueOf(found).equals(value.replaceAll("^[A-Z][A-Za-z]+\\.", ""))
        || expected.contains("\" + \"") && String.valueOf(found).startsWith(value);
  }

  private static List<List<String>> csv(String name) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(data.resolve(name)).stream().skip(1).toList()) {
      List<String> row = new ArrayList<>();
      StringBuilder cell = new StringBuilder();
      boolean quoted = false;
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '"') {
          if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
            cell.append('"');
            i++;
          } else {
            quoted = !quoted;
          }
        } else if (c == ',' && !quoted) {
          row.add(cell.toString());
          cell.setLength(0);
        } else {
          cell.append(c);
        }
      }
      row.add(cell.toString());
      rows.add(row);
    }
    return rows;
  }

  private static final class Tally {
    private final String name;
    private int right;
    private int all;

    Tally(String name) {
      this.name = name;
    }

    void count(boolean matches, String what) {
      all++;
      right += matches ? 1 : 0;
      if (!matches) {
        System.out.println(name + " differs: " + what);
      }
    }

    double share() {
      System.out.printf("%s: %d of %d (%.1f %%)%n", name, right, all, 100.0 * right / all);
      return (double) right / all;
    }
  }
}
