package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakejira.FakeJira;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Jira that takes no tickets: said on the page, and nothing is lost. */
class TrackerAwayTest {
  private static final String TOKEN = "fake-jira-token";
  private static final String WRONG =
      "the tracker does not know the token; check url and token of bot.jira_cloud";

  private static final String ASKED_SOON = "filing: {backoff_longest: 1s}";

  /** It says of the tracker what it found when it asked last. */
  private static final String READ_BACK_SOON = "read_back: {poll: 2s}";

  private static final List<String> SERVICES = List.of("fees", "ledger", "refunds");

  @Test
  void aWrongToken_isSaidOnTheStatusPage_whileTicketsWait_andTheyAreFiledOnceItIsPutRight(
      @TempDir Path folder) throws Exception {
    int port = FreePort.find();
    String settings =
        "jira_cloud: {url: \"http://127.0.0.1:%d\", user: bot@bank.example, token: %s, project: PAY}"
            .formatted(port, TOKEN);
    try (FakeJira other = new FakeJira(port, "another-token", InstantSource.system());
        RunningTocsin tocsin =
            RunningTocsin.startDeciding(folder, List.of(settings, ASKED_SOON, READ_BACK_SOON))) {
      Visitor admin = Visitor.firstAdmin(tocsin);
      SERVICES.forEach(service -> fires(tocsin, service));
      Patience.awaitTrue("the reason on the page", () -> admin.read("/status").contains(WRONG));
      Patience.awaitTrue(
          "tickets that wait",
          () -> admin.read("/status").contains("Under way</h2><b>" + SERVICES.size() + "</b>"));
      assertThat(admin.read("/status")).contains("the tracker does not take tickets");
      assertThat(other.counted()).isEmpty();

      other.close();
      try (FakeJira jira = new FakeJira(port, TOKEN, InstantSource.system())) {
        Patience.awaitTrue("all tickets", () -> jira.counted().size() == SERVICES.size());
        Patience.awaitTrue("a page that is well", () -> !admin.read("/status").contains(WRONG));
        assertThat(jira.counted().toString()).contains(SERVICES);
      }
    }
  }

  private static void fires(RunningTocsin tocsin, String service) {
    tocsin.apiPost(
        "default",
        "/api/v1/intake/prometheus",
        List.of(Map.of("labels", Map.of("alertname", "Errors", "service", service))));
  }
}
