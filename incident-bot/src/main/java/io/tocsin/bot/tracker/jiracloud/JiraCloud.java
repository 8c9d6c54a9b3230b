package io.tocsin.bot.tracker.jiracloud;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.bot.jira.Project;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;

/** A Jira Cloud as its settings say. */
public final class JiraCloud {
  private static final String SETTINGS = "bot.jira_cloud";

  private JiraCloud() {}

  public static JiraTracker tracker(JiraCloudConfig config, InstantSource clock) {
    String base = config.url().toString().replaceFirst("/$", "");
    Exchange exchange =
        new Exchange(
            new Site(
                SETTINGS,
                URI.create(base + "/rest/api/3"),
                "Authorization",
                basic(config),
                config.connectTimeout(),
                config.requestTimeout(),
                JiraTracker::words),
            JsonMapper.shared(),
            clock);
    return new JiraTracker(
        exchange,
        new CloudEdition(exchange.declared(CloudApi.class)),
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

  /** Mail address and API token, as Jira Cloud has it for programs. */
  private static String basic(JiraCloudConfig config) {
    String pair = config.user() + ':' + config.token().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
