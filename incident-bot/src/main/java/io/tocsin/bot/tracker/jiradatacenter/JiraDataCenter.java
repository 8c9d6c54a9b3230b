package io.tocsin.bot.tracker.jiradatacenter;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.bot.jira.Project;
import java.net.URI;
import java.time.InstantSource;
import tools.jackson.databind.json.JsonMapper;

/** A Jira Data Center as its settings say. */
public final class JiraDataCenter {
  private static final String SETTINGS = "bot.jira_data_center";

  private JiraDataCenter() {}

  public static JiraTracker tracker(JiraDataCenterConfig config, InstantSource clock) {
    String base = config.url().toString().replaceFirst("/$", "");
    Exchange exchange =
        new Exchange(
            new Site(
                SETTINGS,
                URI.create(base + "/rest/api/2"),
                "Authorization",
                "Bearer " + config.token().reveal(),
                config.connectTimeout(),
                config.requestTimeout(),
                JiraTracker::words),
            JsonMapper.shared(),
            clock);
    return new JiraTracker(
        exchange,
        new DataCenterEdition(exchange.declared(DataCenterApi.class)),
        new Project(
            SETTINGS,
            config.project(),
            config.issueType(),
            base + "/browse/",
            config.priorities(),
            config.fields(),
            config.wontFix()),
        clock);
  }
}
