package io.tocsin.collector.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every recording of Grafana's jfr-parser against the collapsed stacks that it expects. The folder
 * {@code jfr} of the environment variable TOCSIN_DATA holds them.
 */
class ReferenceStacksTest {
  private static final Pattern EXPECTED =
      Pattern.compile("(.+)_\\d_([a-z]+_.+)_expected_collapsed\\.txt\\.gz");

  @TestFactory
  Stream<DynamicTest> collapsedStacks_areThoseOfTheReference() throws IOException {
    String data = System.getenv("TOCSIN_DATA");
    Path folder = Path.of(data == null ? "" : data, "jfr");
    Assumptions.assumeTrue(
        data != null && Files.isDirectory(folder), "TOCSIN_DATA names no folder with jfr in it");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> recording(file) != null)
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)))
          .toList()
          .stream();
    }
  }

  private static Path recording(Path expected) {
    Matcher name = EXPECTED.matcher(expected.getFileName().toString());
    Path recording = name.matches() ? expected.resolveSibling(name.group(1) + ".jfr.gz") : expected;
    return name.matches() && Files.exists(recording) ? recording : null;
  }

  private static void compare(Path expected) throws Exception {
    Matcher name = EXPECTED.matcher(expected.getFileName().toString());
    assertThat(name.matches()).isTrue();
    CollapsedStacks.Event event = CollapsedStacks.Event.named(name.group(2));
    assertThat(event).as(name.group(2)).isNotNull();

    List<String> lines = CollapsedStacks.of(unzipped(recording(expected)), event);

    String wanted = new String(unzipped(expected), StandardCharsets.UTF_8);
    assertThat(lines).isEqualTo(wanted.lines().toList());
  }

  private static byte[] unzipped(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }
}
