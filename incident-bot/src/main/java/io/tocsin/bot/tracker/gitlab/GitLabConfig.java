package io.tocsin.bot.tracker.gitlab;

import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.exchange.TrackerConfig;
import io.tocsin.bot.forge.ForgeTracker;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** {@code bot.gitlab}. */
public record GitLabConfig(
    @Setting(doc = "Base address, with the path where there is one.", def = "https://gitlab.com")
        URI url,
    @Setting(doc = "Access token with the scope *api*, of a member with the role *Reporter*.")
        Secret token,
    @Setting(doc = "Project whose issues are the tickets: its path, such as group/name, or number.")
        String project,
    @Setting(doc = "Labels of the priorities 1 to 4. Absent: priority::1 to priority::4.")
        List<String> priorities,
    @Setting(doc = "Whether only members of the project may read the issues.", def = "true")
        boolean confidential,
    @Setting(
            doc =
                "Label with which a closed issue stays closed although its fault comes back: GitLab"
                    + " knows no reasons for closing.",
            def = "wontfix")
        String wontFixLabel,
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
                    + " whether GitLab did it.",
            def = "10s")
        Duration requestTimeout,
    @Setting(
            doc =
                "How long the list of a label's issues may lag behind writes. Before a ticket is"
                    + " sent a second time, it is looked for until at least this long after the"
                    + " first.",
            def = "10s")
        Duration indexLag)
    implements TrackerConfig {
  private static final int PRIORITIES = 4;

  public GitLabConfig {
    Site.require(url, connectTimeout, requestTimeout, indexLag);
    if (!project.matches("\\d+|[\\w.-]+(/[\\w.-]+)+")) {
      throw new InvalidSettingException("project", project, "group/name or a number");
    }
    priorities =
        priorities.isEmpty()
            ? List.of("priority::1", "priority::2", "priority::3", "priority::4")
            : List.copyOf(priorities);
    if (priorities.size() != PRIORITIES) {
      throw new InvalidSettingException("priorities", priorities, "four labels, the highest first");
    }
    inProgressLabels =
        inProgressLabels.isEmpty() ? ForgeTracker.IN_PROGRESS : List.copyOf(inProgressLabels);
  }
}
