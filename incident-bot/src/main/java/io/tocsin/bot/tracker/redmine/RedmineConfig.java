package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.exchange.TrackerConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code bot.redmine}. */
public record RedmineConfig(
    @Setting(doc = "Base address, with the path where there is one.") URI url,
    @Setting(doc = "API access key of the user who files.") Secret token,
    @Setting(doc = "Identifier of the project, such as payments.") String project,
    @Setting(doc = "Tracker of the project, by its name.", def = "Bug") String tracker,
    @Setting(doc = "Names of the priorities 1 to 4. Absent: Urgent, High, Normal, Low.")
        List<String> priorities,
    @Setting(doc = "Values of custom fields by id, such as `\"7\": payments`.")
        Map<String, String> fields,
    @Setting(
            doc =
                "Names of the closed statuses in which an issue stays although its fault comes"
                    + " back. Absent: Rejected.")
        List<String> wontFix,
    @Setting(doc = "Markup that Redmine is set to, `textile` or `markdown`.", def = "textile")
        Markup markup,
    @Setting(doc = "How long connecting may take; nothing was sent when it ends.", def = "2s")
        Duration connectTimeout,
    @Setting(
            doc =
                "How long one request may take, connecting included. When it ends nobody knows"
                    + " whether Redmine did it.",
            def = "10s")
        Duration requestTimeout,
    @Setting(
            doc =
                "How long the search may lag behind writes. Before a ticket is sent a second time,"
                    + " it is looked for until at least this long after the first.",
            def = "5s")
        Duration indexLag)
    implements TrackerConfig {
  private static final int PRIORITIES = 4;

  /** Of descriptions and notes. */
  public enum Markup {
    TEXTILE,
    MARKDOWN
  }

  public RedmineConfig {
    Site.require(url, connectTimeout, requestTimeout, indexLag);
    if (!project.matches("[a-z0-9][a-z0-9_-]*")) {
      throw new InvalidSettingException("project", project, "an identifier of a-z, 0-9, - and _");
    }
    if (priorities.isEmpty()) {
      priorities = List.of("Urgent", "High", "Normal", "Low");
    }
    if (priorities.size() != PRIORITIES) {
      throw new InvalidSettingException("priorities", priorities, "four names, the highest first");
    }
    priorities = List.copyOf(priorities);
    fields = Map.copyOf(fields);
    wontFix = wontFix.isEmpty() ? List.of("Rejected") : List.copyOf(wontFix);
  }
}
