package io.tocsin.bench.tickets;

import io.tocsin.bot.redmineserver.RedmineServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Debian's Redmine. Its own faults are what a busy machine makes of it; the network adds others.
 */
final class RedmineUnderTest implements TrackerUnderTest {
  private static final Pattern KEY = Pattern.compile("tocsin-[a-z2-7]{26}");

  private final RedmineServer redmine;

  RedmineUnderTest(Path folder) throws IOException {
    String missing = RedmineServer.missing();
    if (missing != null) {
      throw new IOException(missing);
    }
    redmine = RedmineServer.start(folder);
  }

  @Override
  public URI url() {
    return redmine.url();
  }

  @Override
  public String settings(URI reachedAt) {
    return """
    redmine:
      url: %s
      token: %s
      project: payments
      connect_timeout: 500ms
      request_timeout: 2s
      index_lag: 20s
    """
        .formatted(reachedAt, RedmineServer.API_KEY);
  }

  /** Its one process of Ruby answers one after the other. */
  @Override
  public int workers() {
    return 2;
  }

  @Override
  public void misbehave(long seed) {
    // It is as it is.
  }

  @Override
  public void behave() {
    // As always.
  }

  @Override
  public List<Count.Listed> list() {
    return redmine.issues().stream().map(RedmineUnderTest::listed).toList();
  }

  private static Count.Listed listed(JsonNode issue) {
    Matcher key = KEY.matcher(issue.get("description").asString());
    return new Count.Listed(
        issue.get("id").asString(),
        key.find() ? key.group() : "none",
        !issue.path("status").path("name").asString("").equals("Closed"));
  }

  @Override
  public void close() {
    redmine.close();
  }
}
