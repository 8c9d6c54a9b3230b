package io.tocsin.bench.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.redmineserver.RedmineServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** T01 to T03, T06, T07: real bots, killed, stopped for longer than their lease, and cut off. */
@Tag("long")
class TicketsOnceTest {
  private static final Path SERVER = Path.of("..", "web", "target", "tocsin.jar");

  @BeforeAll
  static void requireServer() {
    Assumptions.assumeTrue(
        Files.exists(SERVER), "no " + SERVER + ": build the web module, for real bots");
    System.setProperty("tocsin.server.jar", SERVER.toString());
    System.setProperty("tocsin.server.options", "../jvm.options");
  }

  private static int run(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--seed", System.getProperty("tocsin.seed", "1"), "--json"));
    arguments.addAll(List.of(more));
    return new CommandLine(new TicketsOnce())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void T07_manyTicketsOfThreeBotsInAJiraThatMisbehaves_areThereOnce() {
    assertThat(run("--tickets", System.getProperty("tocsin.tickets", "10000"))).isZero();
  }

  @Test
  void T07_aThousandTicketsOfThreeBotsInRedmine_areThereOnce() {
    String missing = RedmineServer.missing();
    Assumptions.assumeTrue(missing == null, missing);

    assertThat(run("--tracker", "redmine", "--tickets", "1000")).isZero();
  }
}
