package io.tocsin.bot.tracker.redmine;

import io.tocsin.model.ticket.Ticket;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What Redmine's statuses mean. A closed one is done, or what people call so when they will not
 * repair it; the first of all is open, and that in which new issues are; what lies between is work
 * in progress.
 *
 * @param all in their order
 * @param ofNew id of that in which new issues of the tracker are; 0 where Redmine does not say
 * @param wontFix names of closed ones
 */
record Statuses(List<JsonNode> all, int ofNew, List<String> wontFix) {
  Ticket.State state(JsonNode status) {
    int id = id(status);
    if (isClosed(id)) {
      return wontFix.contains(status.path("name").asString(""))
          ? Ticket.State.WONT_FIX
          : Ticket.State.DONE;
    }
    return id == ofNew || !all.isEmpty() && id(all.getFirst()) == id
        ? Ticket.State.OPEN
        : Ticket.State.IN_PROGRESS;
  }

  /** Looked up: issues say it of their status only since 5.0. */
  private boolean isClosed(int id) {
    return all.stream()
        .anyMatch(status -> id(status) == id && status.path("is_closed").asBoolean(false));
  }

  boolean has(Ticket.State state) {
    return all.stream().anyMatch(status -> state(status) == state);
  }

  static int id(JsonNode status) {
    return status.path("id").asInt(0);
  }
}
