package io.tocsin.bot;

import io.tocsin.bot.hook.TrackerHook;
import io.tocsin.bot.tracker.builtin.BuiltInTracker;
import io.tocsin.bot.tracker.github.GitHub;
import io.tocsin.bot.tracker.github.GitHubConfig;
import io.tocsin.bot.tracker.gitlab.GitLab;
import io.tocsin.bot.tracker.gitlab.GitLabConfig;
import io.tocsin.bot.tracker.jiracloud.JiraCloud;
import io.tocsin.bot.tracker.jiracloud.JiraCloudConfig;
import io.tocsin.bot.tracker.jiradatacenter.JiraDataCenter;
import io.tocsin.bot.tracker.jiradatacenter.JiraDataCenterConfig;
import io.tocsin.bot.tracker.redmine.RedmineConfig;
import io.tocsin.bot.tracker.redmine.RedmineTracker;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Tracker;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The tracker that the settings name; the built-in one where they name none. */
public final class Trackers {
  private Trackers() {}

  /** To be closed where it can be. */
  public static Tracker of(BotConfig config, Secret builtInToken, InstantSource clock) {
    return switch (config.trackerInUse()) {
      case JiraCloudConfig cloud -> JiraCloud.tracker(cloud, clock);
      case JiraDataCenterConfig dataCenter -> JiraDataCenter.tracker(dataCenter, clock);
      case RedmineConfig redmine -> new RedmineTracker(redmine, clock);
      case GitHubConfig github -> GitHub.of(github, clock);
      case GitLabConfig gitlab -> GitLab.of(gitlab, clock);
      default -> new BuiltInTracker(config.tracker(), builtInToken, clock);
    };
  }

  /**
   * Where the tracker posts that tickets have changed; Redmine and the built-in one post nothing.
   *
   * @param lookAt is told the id of the ticket
   */
  static TrackerHook hook(BotConfig config, Consumer<String> lookAt) {
    Secret secret = config.readBack().webhookSecret();
    return switch (config.trackerInUse()) {
      case JiraCloudConfig _, JiraDataCenterConfig _ -> TrackerHook.jira(secret, lookAt);
      case GitHubConfig _ -> TrackerHook.gitHub(secret, lookAt);
      case GitLabConfig _ -> TrackerHook.gitLab(secret, lookAt);
      default -> TrackerHook.none();
    };
  }
}
