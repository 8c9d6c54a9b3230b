package io.tocsin.bot.tracker.github;

import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.exchange.TrackerConfig;
import io.tocsin.bot.forge.ForgeTracker;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** {@code bot.github}. */
public record GitHubConfig(
    @Setting(
            doc = "Address of the API. An Enterprise Server's ends in /api/v3.",
            def = "https://api.github.com")
        URI url,
    @Setting(doc = "Token that may read and write issues, of somebody with the role *Triage*.")
        Secret token,
    @Setting(doc = "Repository whose issues are the tickets, as owner/name.") String repository,
    @Setting(doc = "Labels of the priorities 1 to 4. Absent: P1, P2, P3, P4.")
        List<String> priorities,
    @Setting(
            doc =
                "Labels, in any case, by which people say that they work on an issue, which"
                    + " acknowledges the incident. Absent: in progress, in-progress, doing.")
        List<String> inProgressLabels,
    @Setting(doc = "How long connecting may take; nothing was sent when it ends.", def = "2s")
        Duration connectTimeout,
    @Setting(
            doc =
                "How long one request may take, connecting included. When it ends nobody knows"
                    + " whether GitHub did it.",
            def = "10s")
        Duration requestTimeout,
    @Setting(
            doc =
                "How long the list of a label's issues may lag behind writes. Before a ticket is"
                    + " sent a second time, it is looked for until at least this long after the"
                    + " first.",
            def = "30s")
        Duration indexLag)
    implements TrackerConfig {
  private static final int PRIORITIES = 4;

  public GitHubConfig {
    Site.require(url, connectTimeout, requestTimeout, indexLag);
    if (!repository.matches("[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")) {
      throw new InvalidSettingException("repository", repository, "owner/name");
    }
    priorities = priorities.isEmpty() ? List.of("P1", "P2", "P3", "P4") : List.copyOf(priorities);
    if (priorities.size() != PRIORITIES) {
      throw new InvalidSettingException("priorities", priorities, "four labels, the highest first");
    }
    inProgressLabels =
        inProgressLabels.isEmpty() ? ForgeTracker.IN_PROGRESS : List.copyOf(inProgressLabels);
  }
}
