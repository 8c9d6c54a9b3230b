package io.tocsin.bot.tracker.jira;

import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.bot.tracker.jiracloud.JiraCloud;
import io.tocsin.bot.tracker.jiracloud.JiraCloudConfig;
import io.tocsin.bot.tracker.jiradatacenter.JiraDataCenter;
import io.tocsin.bot.tracker.jiradatacenter.JiraDataCenterConfig;
import io.tocsin.model.config.Secret;
import java.time.Duration;
import java.util.List;

/** Both editions of Jira, each connected as its settings say. */
public enum JiraKind {
  CLOUD {
    @Override
    public JiraTracker connect(JiraSetup setup) {
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
              Duration.ofSeconds(20),
              Duration.ofSeconds(30)),
          setup.clock());
    }
  },
  DATA_CENTER {
    @Override
    public JiraTracker connect(JiraSetup setup) {
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
              Duration.ofSeconds(20),
              Duration.ofSeconds(30)),
          setup.clock());
    }
  };

  public abstract JiraTracker connect(JiraSetup setup);

  /** How it knows the user dev-b. */
  String userB() {
    return this == CLOUD ? "5b10-b" : "devb";
  }
}
