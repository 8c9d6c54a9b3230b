package io.tocsin.bot;

import io.tocsin.bot.tracker.builtin.BuiltInTracker;
import io.tocsin.bot.tracker.jiracloud.JiraCloud;
import io.tocsin.bot.tracker.jiradatacenter.JiraDataCenter;
import io.tocsin.bot.tracker.redmine.RedmineTracker;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.IssueTracker;
import java.time.InstantSource;

/** The tracker that the settings name; the built-in one where they name none. */
public final class Trackers {
  private Trackers() {}

  /** To be closed where it can be. */
  public static IssueTracker of(BotConfig config, Secret builtInToken, InstantSource clock) {
    if (config.jiraCloud() != null) {
      return JiraCloud.tracker(config.jiraCloud(), clock);
    }
    if (config.jiraDataCenter() != null) {
      return JiraDataCenter.tracker(config.jiraDataCenter(), clock);
    }
    if (config.redmine() != null) {
      return new RedmineTracker(config.redmine(), clock);
    }
    return new BuiltInTracker(config.tracker(), builtInToken, clock);
  }
}
