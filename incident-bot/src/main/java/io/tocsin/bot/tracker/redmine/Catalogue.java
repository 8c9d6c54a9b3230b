package io.tocsin.bot.tracker.redmine;

import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param statuses in their order
 * @param members ids by name
 */
record Catalogue(
    int tracker,
    Map<String, Integer> priorities,
    List<JsonNode> statuses,
    Map<String, Integer> members) {
  static Catalogue read(RedmineApi api, JsonNode project, RedmineConfig config)
      throws TrackerException {
    return new Catalogue(
        named(project.path("project").path("trackers"), config.tracker())
            .orElseThrow(() -> notSetUp(config, "it has no tracker " + config.tracker())),
        byName(api.priorities().path("issue_priorities")),
        api.statuses().path("issue_statuses").valueStream().toList(),
        members(api.members(config.project())));
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

  private static Map<String, Integer> members(JsonNode answer) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    answer
        .path("memberships")
        .valueStream()
        .map(member -> member.has("user") ? member.get("user") : member.path("group"))
        .forEach(who -> ids.put(who.path("name").asString(""), who.path("id").asInt(0)));
    return ids;
  }

  /** A closed status is done, the first of all open; what lies between is work in progress. */
  Ticket.State state(JsonNode status) {
    int id = status.path("id").asInt(0);
    if (closed(id)) {
      return Ticket.State.DONE;
    }
    return !statuses.isEmpty() && statuses.getFirst().path("id").asInt(-1) == id
        ? Ticket.State.OPEN
        : Ticket.State.IN_PROGRESS;
  }

  private boolean closed(int id) {
    return statuses.stream()
        .anyMatch(status ->
            status.path("id").asInt(-1) == id && status.path("is_closed").asBoolean(false));
  }

  /** The first status of that kind; null where there is none. */
  @Nullable Integer status(Ticket.State state) {
    return statuses.stream()
        .filter(status -> state(status) == state)
        .map(status -> status.path("id").asInt(0))
        .findFirst()
        .orElse(null);
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
