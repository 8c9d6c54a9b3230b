package io.tocsin.bot.jira;

import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Moves an issue to a state: by the category of statuses, as names are in anybody's language, and
 * over other statuses where no transition leads there at once. What would close it for good, by the
 * project's names for "won't fix", is passed over: read back it would keep the fault silent.
 */
final class Workflow {
  private static final int MAX_HOPS = 4;

  private final JiraApi api;
  private final Project project;

  Workflow(JiraApi api, Project project) {
    this.api = api;
    this.project = project;
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
    Set<String> forGood = new TreeSet<>();
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      List<JsonNode> transitions = new ArrayList<>();
      for (JsonNode transition : api.transitions(key).path("transitions")) {
        if (closesForGood(transition)) {
          forGood.add(transition.path("to").path("name").asString(""));
        } else {
          transitions.add(transition);
        }
      }
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
    throw new TrackerException(Outcome.REFUSED, noWay(key, goal, forGood), null, null);
  }

  private static String noWay(String key, Ticket.State goal, Set<String> forGood) {
    return goal.closed() && !forGood.isEmpty()
        ? key
            + " is left open: the only way to close it, "
            + String.join(", ", forGood)
            + ", closes it for good, and its fault could come back"
        : "no transitions lead " + key + " to a status of the kind " + goal;
  }

  /**
   * One that leads there, or else one to work in progress, or else any to where it has not been.
   */
  private static Optional<JsonNode> towards(
      List<JsonNode> transitions, Ticket.State goal, Set<String> passed) {
    return first(transitions, goal, passed)
        .or(() -> first(transitions, Ticket.State.IN_PROGRESS, passed))
        .or(() -> first(transitions, Ticket.State.OPEN, passed));
  }

  private static Optional<JsonNode> first(
      List<JsonNode> transitions, Ticket.State goal, Set<String> passed) {
    return transitions.stream()
        .filter(transition -> state(transition.path("to")) == goal)
        .filter(transition -> !passed.contains(transition.path("to").path("id").asString("")))
        .findFirst();
  }

  /** By its own name, that of the status or, where it demands one, all resolutions it allows. */
  private boolean closesForGood(JsonNode transition) {
    JsonNode to = transition.path("to");
    return state(to).closed()
        && (project.isWontFix(transition.path("name").asString(""))
            || project.isWontFix(to.path("name").asString(""))
            || demandsResolution(transition) && resolution(transition).isEmpty());
  }

  private static boolean demandsResolution(JsonNode transition) {
    JsonNode resolution = transition.path("fields").path("resolution");
    return resolution.path("required").asBoolean(false)
        && !resolution.path("allowedValues").isEmpty();
  }

  /** The first that its screen allows and that does not say "won't fix". */
  private Optional<String> resolution(JsonNode transition) {
    return transition
        .path("fields")
        .path("resolution")
        .path("allowedValues")
        .valueStream()
        .map(allowed -> allowed.path("name").asString(""))
        .filter(name -> !project.isWontFix(name))
        .findFirst();
  }

  private Map<String, Object> request(JsonNode transition) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("transition", Map.of("id", transition.path("id").asString("")));
    if (demandsResolution(transition)) {
      resolution(transition)
          .ifPresent(name -> request.put("fields", Map.of("resolution", Map.of("name", name))));
    }
    return request;
  }
}
