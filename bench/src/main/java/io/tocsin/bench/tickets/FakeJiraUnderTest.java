package io.tocsin.bench.tickets;

import io.tocsin.bot.fakejira.FakeJira;
import io.tocsin.bot.fakejira.JiraFaults;
import io.tocsin.model.ticket.TicketKey;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The fake Jira Cloud: of a hundred requests it does five and drops the connection, does three and
 * says 502, says 500 for three and 429 for five, answers three later than anybody waits; its search
 * is half a minute behind.
 */
final class FakeJiraUnderTest implements TrackerUnderTest {
  private static final String TOKEN = "fake-jira-token";
  private static final long STALE_MILLIS = 30_000;

  private final FakeJira jira = new FakeJira(0, TOKEN, InstantSource.system());

  @Override
  public URI url() {
    return URI.create(jira.url());
  }

  @Override
  public String settings(URI reachedAt) {
    return """
    jira_cloud:
      url: %s
      user: bot@bank.example
      token: %s
      project: PAY
      fields: {customfield_10010: Payments}
      connect_timeout: 500ms
      request_timeout: 2s
      index_lag: 45s
    """
        .formatted(reachedAt, TOKEN);
  }

  @Override
  public int workers() {
    return 8;
  }

  @Override
  public void misbehave(long seed) {
    jira.order(
        new JiraFaults(0.05, 0.03, 0.03, 0.05, 0.03, 3_000, STALE_MILLIS, 1, List.of(), 0, seed));
  }

  @Override
  public void behave() {
    jira.order(JiraFaults.staleSearch(STALE_MILLIS));
  }

  @Override
  public List<Count.Listed> list() {
    return jira.counted()
        .valueStream()
        .map(issue ->
            new Count.Listed(
                issue.get("key").asString(),
                issue
                    .get("labels")
                    .valueStream()
                    .map(JsonNode::asString)
                    .filter(TicketKey::isLabel)
                    .findFirst()
                    .orElse("none"),
                issue.get("open").asBoolean()))
        .toList();
  }

  @Override
  public void close() {
    jira.close();
  }
}
