package io.tocsin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {
  private final StringWriter said = new StringWriter();

  @Test
  void minutes_withFaultsPlanned_areRefused() {
    assertThat(code("--minutes", "60")).isEqualTo(2);
    assertThat(said.toString()).contains("--minutes goes with --no-faults only", "Usage: demo");
  }

  @Test
  void minutes_tooFewForABaseline_areRefusedWithWhatIsExpected() {
    assertThat(code("--no-faults", "--minutes", "3")).isEqualTo(2);
    assertThat(said.toString()).contains("--minutes 3 (expected: 4 or more)");
  }

  @Test
  void faults_lessThanNone_areRefused() {
    assertThat(code("--faults", "-1")).isEqualTo(2);
    assertThat(said.toString()).contains("--faults -1 (expected: 0 or more)");
  }

  @Test
  void option_thatIsNoneOfItsOwn_isNamed() {
    assertThat(code("--fautls", "3")).isEqualTo(2);
    assertThat(said.toString()).contains("Unknown option", "--fautls");
  }

  private int code(String... arguments) {
    return new CommandLine(new DemoCommand()).setErr(new PrintWriter(said)).execute(arguments);
  }
}
