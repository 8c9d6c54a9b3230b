package io.tocsin.bot.jira;

import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Moves an issue to a state: by the category of statuses, as names are in anybody's language, and
 * over other statuses where no transition leads there at once.
 */
final class Workflow {
  private static final int MAX_HOPS = 4;

  private final JiraApi api;

  Workflow(JiraApi api) {
    this.api = api;
  }

  static Ticket.State state(JsonNode status) {
    return switch (status.path("statusCategory").path("key").asString("")) {
      case "done" -> Ticket.State.DONE;
      case "indeterminate" -> Ticket.State.IN_PROGRESS;
      default -> Ticket.State.OPEN;
    };
  }

  void move(String key, Ticket.State now, Ticket.State goal, SendBy sendBy)
      throws TrackerException {
    if (now == goal || now.closed() && goal.closed()) {
      return;
    }
    Set<String> passed = new HashSet<>();
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      JsonNode transitions = api.transitions(key).path("transitions");
      Optional<JsonNode> next = towards(transitions, goal, passed);
      if (next.isEmpty()) {
        break;
      }
      JsonNode to = next.get().path("to");
      passed.add(to.path("id").asString(""));
      api.transition(sendBy, key, request(next.get()));
      if (state(to) == goal) {
        return;
      }
    }
    throw new TrackerException(
        Outcome.REFUSED,
        "no transitions lead " + key + " to a status of the kind " + goal,
        null,
        null);
  }

  /**
   * One that leads there, or else one to work in progress, or else any to where it has not been.
   */
  private static Optional<JsonNode> towards(
      JsonNode transitions, Ticket.State goal, Set<String> passed) {
    return first(transitions, goal, passed)
        .or(() -> first(transitions, Ticket.State.IN_PROGRESS, passed))
        .or(() -> first(transitions, Ticket.State.OPEN, passed));
  }

  private static Optional<JsonNode> first(
      JsonNode transitions, Ticket.State goal, Set<String> passed) {
    return transitions
        .valueStream()
        .filter(transition -> state(transition.path("to")) == goal)
        .filter(transition -> !passed.contains(transition.path("to").path("id").asString("")))
        .findFirst();
  }

  /** With the first resolution that its screen allows, where it demands one. */
  private static Map<String, Object> request(JsonNode transition) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("transition", Map.of("id", transition.path("id").asString("")));
    JsonNode resolution = transition.path("fields").path("resolution");
    JsonNode allowed = resolution.path("allowedValues");
    if (resolution.path("required").asBoolean(false) && !allowed.isEmpty()) {
      request.put(
          "fields", Map.of("resolution", Map.of("name", allowed.get(0).path("name").asString(""))));
    }
    return request;
  }
}
