package io.tocsin.bot.tracker.github;

import io.tocsin.bot.fakeforge.FakeForge;
import io.tocsin.bot.fakeforge.FakeGitHub;
import io.tocsin.bot.fakeforge.FakeIssue;
import io.tocsin.bot.forge.ForgeTracker;
import io.tocsin.bot.tracker.ForgeContract;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Tracker;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class GitHubTest extends ForgeContract {
  private final FakeGitHub github = new FakeGitHub(TOKEN);
  private final ForgeTracker tracker = connect(TOKEN, "bank/fees");

  @Override
  protected ForgeTracker connect(String token, String project) {
    return GitHub.of(
        new GitHubConfig(
            URI.create(github.url()),
            new Secret(token),
            project,
            List.of(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30)),
        InstantSource.system());
  }

  @AfterEach
  void stop() {
    tracker.close();
    github.close();
  }

  @Override
  protected Tracker tracker() {
    return tracker;
  }

  @Override
  protected FakeForge forge() {
    return github;
  }

  @Override
  protected String urlOf(FakeIssue issue) {
    return github.url() + "/bank/fees/issues/" + issue.number;
  }

  @Override
  protected String teamPrefix() {
    return "team:";
  }

  @Override
  protected List<String> priorities() {
    return List.of("P1", "P2", "P3", "P4");
  }

  @Override
  protected int longestTitle() {
    return 256;
  }
}
