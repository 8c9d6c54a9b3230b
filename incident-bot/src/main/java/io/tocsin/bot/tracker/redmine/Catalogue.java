package io.tocsin.bot.tracker.redmine;

import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Redmine has numbers for, read once: the project's tracker, priorities, statuses and members.
 *
 * @param tracker id of the tracker that the settings name
 * @param priorities ids by name
 * @param members ids by name
 */
record Catalogue(
    int tracker, Map<String, Integer> priorities, Statuses statuses, Map<String, Integer> members) {
  private static final int PAGE = 100;
  private static final int MAX_MEMBERS = 5_000;

  static Catalogue read(RedmineApi api, JsonNode project, RedmineConfig config)
      throws TrackerException {
    int tracker =
        named(project.path("project").path("trackers"), config.tracker())
            .orElseThrow(() -> notSetUp(config, "it has no tracker " + config.tracker()));
    return new Catalogue(
        tracker,
        byName(api.priorities().path("issue_priorities")),
        new Statuses(
            api.statuses().path("issue_statuses").valueStream().toList(),
            ofNew(api.trackers(), tracker),
            config.wontFix()),
        members(api, config.project()));
  }

  private static int ofNew(JsonNode trackers, int tracker) {
    return trackers
        .path("trackers")
        .valueStream()
        .filter(each -> Statuses.id(each) == tracker)
        .map(each -> Statuses.id(each.path("default_status")))
        .findFirst()
        .orElse(0);
  }

  static TrackerException notSetUp(RedmineConfig config, String said) {
    return new TrackerException(
        Outcome.NOT_NOW,
        "Redmine's project "
            + config.project()
            + " cannot be used with this token; check project and tracker of bot.redmine ("
            + said
            + ")",
        null,
        null);
  }

  private static Optional<Integer> named(JsonNode list, String name) {
    return Optional.ofNullable(byName(list).get(name));
  }

  private static Map<String, Integer> byName(JsonNode list) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    list.forEach(each -> ids.put(each.path("name").asString(""), each.path("id").asInt(0)));
    return ids;
  }

  /** The first thousands: Redmine gives a hundred at most at once. */
  private static Map<String, Integer> members(RedmineApi api, String project) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (int offset = 0; offset < MAX_MEMBERS; offset += PAGE) {
      JsonNode page = api.members(project, offset);
      page.path("memberships")
          .valueStream()
          .map(member -> member.has("user") ? member.get("user") : member.path("group"))
          .forEach(who -> ids.put(who.path("name").asString(""), who.path("id").asInt(0)));
      if (offset + PAGE >= page.path("total_count").asInt(0)) {
        break;
      }
    }
    return ids;
  }

  /**
   * @param person {@code Name <mail>} or {@code @name}; Redmine shows members' names only, so that
   *     these are compared, by their letters
   */
  @Nullable Integer member(String person) {
    String name = letters(person.replaceFirst("\\s*<.*>$", ""));
    return members.entrySet().stream()
        .filter(member -> letters(member.getKey()).equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static String letters(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
  }
}
