package io.tocsin.demo.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void colour_onATerminal_isUsed() {
    assertThat(screen(true, Map.of()).in(Style.RED, "no")).isEqualTo("\033[31mno\033[0m");
  }

  @Test
  void colour_withNoColorSet_isNot() {
    assertThat(screen(true, Map.of("NO_COLOR", "1")).in(Style.RED, "no")).isEqualTo("no");
  }

  @Test
  void colour_inAFileOrADumbTerminal_isNot() {
    assertThat(screen(false, Map.of()).in(Style.RED, "no")).isEqualTo("no");
    assertThat(screen(true, Map.of("TERM", "dumb")).in(Style.RED, "no")).isEqualTo("no");
  }

  @Test
  void progress_onATerminal_changesInPlace() {
    Progress progress = screen(true, Map.of("NO_COLOR", "1")).begin("bank");
    progress.now("starting");
    progress.done("runs");

    assertThat(printed.toString(UTF_8))
        .matches("\r\033\\[K  … bank +starting  0\\.\\d s\r\033\\[K  ✓ bank +runs  0\\.\\d s\\R");
  }

  @Test
  void line_whileAStepGoesOn_takesTheStepsPlace() {
    Screen screen = screen(true, Map.of("NO_COLOR", "1"));
    screen.begin("bank").now("starting");
    screen.line("a ticket");

    assertThat(printed.toString(UTF_8)).endsWith(" s\r\033[Ka ticket" + System.lineSeparator());
  }

  @Test
  void progress_inAFile_isALineAtTheBeginningAndOneAtTheEnd() {
    Progress progress = screen(false, Map.of()).begin("bank");
    progress.now("starting");
    progress.failed("port taken");

    assertThat(printed.toString(UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("bank"),
            line -> assertThat(line).startsWith("  ✗ bank").contains("port taken"));
  }

  @Test
  void table_alignsItsCells() {
    Table table = new Table("a", "long");
    table.row("first", "x");

    assertThat(table.lines()).containsExactly("  a      long", "  first  x");
  }

  private Screen screen(boolean watched, Map<String, String> environment) {
    return new Screen(new PrintStream(printed, true, UTF_8), watched, environment);
  }
}
