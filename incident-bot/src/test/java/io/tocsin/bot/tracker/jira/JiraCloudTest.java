package io.tocsin.bot.tracker.jira;

import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.bot.tracker.jiracloud.JiraCloud;
import io.tocsin.bot.tracker.jiracloud.JiraCloudConfig;
import io.tocsin.model.config.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

class JiraCloudTest extends JiraContract {
  @Override
  JiraTracker connect(Setup setup) {
    return JiraCloud.tracker(
        new JiraCloudConfig(
            setup.url(),
            "bot@bank.example",
            new Secret(setup.token()),
            setup.project(),
            "Bug",
            List.of(),
            setup.fields(),
            List.of(),
            Duration.ofSeconds(2),
            setup.requestTimeout(),
            Duration.ofSeconds(30)),
        InstantSource.system());
  }
}
