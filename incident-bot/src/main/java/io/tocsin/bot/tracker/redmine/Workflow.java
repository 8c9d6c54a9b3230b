package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Brings an issue to a state over statuses that its workflow allows. Which those are Redmine says
 * since 5.0 (its wiki, Rest_Issues: {@code include=allowed_statuses}); of an older one any status
 * is tried.
 */
record Workflow(Exchange exchange, RedmineApi api) {
  private static final int MAX_HOPS = 4;

  /**
   * Goes on until one more step leads to the goal: that one is the caller's, who sends with it what
   * else is to be changed.
   *
   * @return number of the status that is left to set; empty where the workflow does not lead there
   */
  Optional<Integer> approach(String id, Ticket.State goal, Statuses statuses, SendBy sendBy)
      throws TrackerException {
    Set<Integer> passed = new HashSet<>();
    for (int hop = 0; hop < MAX_HOPS && statuses.has(goal); hop++) {
      JsonNode issue = exchange.answer(() -> api.withStatuses(id)).path("issue");
      passed.add(Statuses.id(issue.path("status")));
      List<JsonNode> allowed =
          issue.has("allowed_statuses")
              ? issue.get("allowed_statuses").valueStream().toList()
              : statuses.all();
      Optional<Integer> last = first(allowed, goal, statuses, passed);
      if (last.isPresent()) {
        return last;
      }
      Optional<Integer> next =
          first(allowed, Ticket.State.IN_PROGRESS, statuses, passed)
              .or(() -> first(allowed, Ticket.State.OPEN, statuses, passed));
      if (next.isEmpty()) {
        break;
      }
      exchange.answer(() -> {
        api.edit(sendBy, id, Map.of("issue", Map.of("status_id", next.get())));
        return id;
      });
    }
    return Optional.empty();
  }

  private static Optional<Integer> first(
      List<JsonNode> allowed, Ticket.State kind, Statuses statuses, Set<Integer> passed) {
    return allowed.stream()
        .filter(status -> statuses.state(status) == kind)
        .map(Statuses::id)
        .filter(status -> !passed.contains(status))
        .findFirst();
  }

  /** Redmine passes over a status that the workflow does not allow, and says nothing. */
  void require(String id, Ticket.State goal, Statuses statuses) throws TrackerException {
    JsonNode status = exchange.answer(() -> api.withStatuses(id)).path("issue").path("status");
    if (statuses.state(status) != goal) {
      throw new TrackerException(
          Outcome.REFUSED,
          "issue %s is left in %s: %s"
              .formatted(id, status.path("name").asString(""), why(goal, statuses)),
          null,
          null);
    }
  }

  static String why(Ticket.State goal, Statuses statuses) {
    if (statuses.has(goal)) {
      return "its workflow leads to no status of the kind " + goal + " for this user";
    }
    return goal == Ticket.State.DONE
        ? "no status is closed but those in wont_fix of bot.redmine ("
            + String.join(", ", statuses.wontFix())
            + ")"
        : "there is no status of the kind " + goal;
  }
}
