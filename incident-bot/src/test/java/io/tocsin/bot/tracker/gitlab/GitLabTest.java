package io.tocsin.bot.tracker.gitlab;

import io.tocsin.bot.fakeforge.FakeForge;
import io.tocsin.bot.fakeforge.FakeGitLab;
import io.tocsin.bot.fakeforge.FakeIssue;
import io.tocsin.bot.forge.ForgeTracker;
import io.tocsin.bot.tracker.ForgeContract;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Tracker;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

class GitLabTest extends ForgeContract {
  private final FakeGitLab gitlab = new FakeGitLab(TOKEN);
  private final ForgeTracker tracker = connect(TOKEN, "bank/fees");

  @Override
  protected ForgeTracker connect(String token, String project) {
    return GitLab.of(
        new GitLabConfig(
            URI.create(gitlab.url()),
            new Secret(token),
            project,
            List.of(),
            true,
            "wontfix",
            List.of(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30)),
        InstantSource.system());
  }

  @AfterEach
  void stop() {
    tracker.close();
    gitlab.close();
  }

  @Override
  protected Tracker tracker() {
    return tracker;
  }

  @Override
  protected FakeForge forge() {
    return gitlab;
  }

  /** What was uploaded where a comment leads to. */
  @Override
  protected String file(String id, String name) {
    return gitlab.issue(id).comments.stream()
        .flatMap(text ->
            Pattern.compile("\\]\\((/uploads/\\w+/" + name + ")\\)").matcher(text).results())
        .map(found -> gitlab.upload(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected String urlOf(FakeIssue issue) {
    return gitlab.url() + "/bank/fees/-/issues/" + issue.number;
  }

  @Override
  protected String teamPrefix() {
    return "team::";
  }

  @Override
  protected List<String> priorities() {
    return List.of("priority::1", "priority::2", "priority::3", "priority::4");
  }
}
