package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's own words: they need neither a build nor a JDK. */
class LauncherTest {
  private record Said(int code, String text) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "help",
        "test --help",
        "build --help",
        "bench --help",
        "bench agent --help",
        "score --help"
      })
  void help_isPrintedWithoutABuild(String arguments) throws Exception {
    Said said = run(arguments);

    assertThat(said.code()).isZero();
    assertThat(said.text()).startsWith("usage: ./tocsin").doesNotContain("building");
  }

  @Test
  void whatIsUnknownOrMissing_isRefusedWithWhatIsExpected() throws Exception {
    assertThat(run("dmeo").text()).contains("unknown command: dmeo (expected: demo, test");
    assertThat(run("bench"))
        .isEqualTo(
            new Said(
                2,
                "which benchmark? (expected: agent, collector, file-tail, ticket or tickets-once)\n"));
    assertThat(run("score").code()).isEqualTo(2);
  }

  private static Said run(String arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(Path.of("../tocsin").toAbsolutePath().normalize().toString()),
                Arrays.stream(arguments.split(" ")))
            .toList();
    ProcessBuilder launcher = new ProcessBuilder(command).redirectErrorStream(true);
    launcher.environment().remove("JAVA_HOME");
    launcher.environment().put("PATH", "/usr/bin:/bin");
    Process process = launcher.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
