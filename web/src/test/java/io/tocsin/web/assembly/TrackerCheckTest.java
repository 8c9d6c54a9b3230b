package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakejira.FakeJira;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code check} says of a tracker that would take no tickets, and of a template. */
class TrackerCheckTest {
  private static final String TOKEN = "fake-jira-token";

  @TempDir private Path folder;
  private final FakeJira jira = new FakeJira(0, TOKEN, InstantSource.system());

  @AfterEach
  void close() {
    jira.close();
  }

  private record Told(int exit, String lines) {}

  private Told check(String bot) throws Exception {
    Path file = Files.writeString(folder.resolve("tocsin.yml"), "bot: {" + bot + "}");
    PrintStream before = System.out;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int exit = new CommandLine(new CheckCommand()).execute("--config", file.toString());
      return new Told(exit, told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  private static String jira(String url, String token, String project) {
    return "jira_cloud: {url: \"%s\", user: bot@bank.example, token: %s, project: %s}"
        .formatted(url, token, project);
  }

  @Test
  void aTrackerThatTakesTickets_isSaidToBeWell() throws Exception {
    Told told = check(jira(jira.url(), TOKEN, "PAY"));

    assertThat(told.lines()).contains("The tracker answers, and takes tickets.\n");
    assertThat(told.exit()).isZero();
    assertThat(jira.counted()).isEmpty();
  }

  @Test
  void aWrongToken_isTold_withWhereItStands_andNotWithTheToken() throws Exception {
    Told told = check(jira(jira.url(), "wrong-token", "PAY"));

    assertThat(told.lines())
        .contains(
            "The tracker takes no tickets: the tracker does not know the token; check url and token"
                + " of bot.jira_cloud (HTTP 401: no)\n")
        .doesNotContain("wrong-token");
    assertThat(told.exit()).isOne();
  }

  @Test
  void aHostThatDoesNotAnswer_isTold_withItsAddress() throws Exception {
    String url = "http://127.0.0.1:" + FreePort.find();

    Told told = check(jira(url, TOKEN, "PAY"));

    assertThat(told.lines())
        .contains(
            "The tracker takes no tickets: cannot connect to "
                + url
                + "/rest/api/3; check bot.jira_cloud.url\n");
    assertThat(told.exit()).isOne();
  }

  @Test
  void aProjectThatDoesNotExist_isTold_withItsKey() throws Exception {
    Told told = check(jira(jira.url(), TOKEN, "NONE"));

    assertThat(told.lines())
        .contains(
            "The tracker takes no tickets: Jira has no project NONE with issues of type Bug for"
                + " this token; check project and issue_type of bot.jira_cloud"
                + " (it does not know the project)\n");
    assertThat(told.exit()).isOne();
  }

  @Test
  void aTemplateThatFails_isTold_besideATrackerThatIsWell() throws Exception {
    Told told =
        check(jira(jira.url(), TOKEN, "PAY") + ", ticket_template: {title: \"{{nobody}}\"}");

    assertThat(told.lines())
        .contains(
            "The tracker answers, and takes tickets.\n",
            "Tickets will have the built-in text: bot.ticket_template.title: ",
            "nobody");
    assertThat(told.exit()).isOne();
  }
}
