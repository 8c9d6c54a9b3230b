package io.tocsin.bot.tracker.jira;

import io.tocsin.bot.fakejira.FakeJira;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** What tests set of a Jira's settings. */
public record JiraSetup(
    URI url, String token, String project, Map<String, String> fields, InstantSource clock) {
  public static final String TOKEN = "api-token";

  /** What the fake project's create screen demands. */
  public static final Map<String, String> COST_CENTRE = Map.of("customfield_10010", "Payments");

  public static JiraSetup of(FakeJira jira, InstantSource clock) {
    return new JiraSetup(URI.create(jira.url()), TOKEN, "PAY", COST_CENTRE, clock);
  }

  JiraSetup withToken(String other) {
    return new JiraSetup(url, other, project, fields, clock);
  }

  JiraSetup withProject(String other) {
    return new JiraSetup(url, token, other, fields, clock);
  }

  JiraSetup withFields(Map<String, String> others) {
    return new JiraSetup(url, token, project, others, clock);
  }
}
