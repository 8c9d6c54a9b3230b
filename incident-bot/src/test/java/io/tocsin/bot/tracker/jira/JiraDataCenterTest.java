package io.tocsin.bot.tracker.jira;

import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.bot.tracker.jiradatacenter.JiraDataCenter;
import io.tocsin.bot.tracker.jiradatacenter.JiraDataCenterConfig;
import io.tocsin.model.config.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

class JiraDataCenterTest extends JiraContract {
  @Override
  JiraTracker connect(Setup setup) {
    return JiraDataCenter.tracker(
        new JiraDataCenterConfig(
            setup.url(),
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
