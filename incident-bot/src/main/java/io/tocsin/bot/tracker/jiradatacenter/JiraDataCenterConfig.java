package io.tocsin.bot.tracker.jiradatacenter;

import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.exchange.TrackerConfig;
import io.tocsin.bot.jira.Project;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code bot.jira_data_center}. */
public record JiraDataCenterConfig(
    @Setting(doc = "Base address, with the context path where there is one.") URI url,
    @Setting(doc = "Personal access token of the user who files.") Secret token,
    @Setting(doc = "Key of the project, such as PAY.") String project,
    @Setting(doc = "Issue type, by the name that the project has for it.", def = "Bug")
        String issueType,
    @Setting(doc = "Names of the priorities 1 to 4. Absent: Highest, High, Medium, Low.")
        List<String> priorities,
    @Setting(
            doc =
                "Values of other fields by id, such as `customfield_10010: payments`; of a user the"
                    + " name. A required field that is not here gets the first value it allows,"
                    + " today or a word; a comment says so. A required user must be here: until"
                    + " then tickets wait.")
        Map<String, String> fields,
    @Setting(
            doc =
                "Names of the resolutions with which an issue stays closed although its fault comes"
                    + " back. Absent: Won't Fix, Won't Do, Declined, Rejected. Tocsin closes with"
                    + " none of them, nor over statuses or transitions of these names.")
        List<String> wontFix,
    @Setting(doc = "How long connecting may take; nothing was sent when it ends.", def = "2s")
        Duration connectTimeout,
    @Setting(
            doc =
                "How long one request may take, connecting included. When it ends nobody knows"
                    + " whether Jira did it.",
            def = "10s")
        Duration requestTimeout,
    @Setting(
            doc =
                "How long Jira's search may lag behind its writes. Before a ticket is sent a second"
                    + " time, it is looked for until at least this long after the first.",
            def = "60s")
        Duration indexLag)
    implements TrackerConfig {
  public JiraDataCenterConfig {
    Site.require(url, connectTimeout, requestTimeout, indexLag);
    Project.requireKey(project);
    priorities = Project.requirePriorities(priorities);
    fields = Map.copyOf(fields);
    wontFix = Project.orUsualWontFix(wontFix);
  }
}
