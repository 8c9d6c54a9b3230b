package io.tocsin.bot.notice;

import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.Ticket;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident's ticket as its timeline tells of it: which, where, and, once people were seen to
 * work on it, its status and who has it.
 */
final class TicketFact {
  private TicketFact() {}

  /** "PAY-1 https://…/PAY-1 (in progress, dev-a)"; null where there is none. */
  static @Nullable String of(List<TimelineEvent> timeline, Language language) {
    String filed = null;
    String since = "";
    for (TimelineEvent event : timeline) {
      Map<String, String> details = event.details();
      String status = details.get("status");
      switch (event.kind()) {
        case TICKET_FILED -> {
          filed = details.get("ticket") + " " + details.get("url");
          since = "";
        }
        case TICKET_CLOSED -> since = say(Ticket.State.DONE, language);
        case TICKET_REOPENED -> since = say(Ticket.State.OPEN, language);
        default -> {
          if (details.containsKey("ticket") && status != null) {
            String person = details.get("person");
            since =
                say(Ticket.State.valueOf(status), language)
                    + (person == null ? "" : language.say(", ", "，") + person);
          }
        }
      }
    }
    return filed == null || since.isEmpty()
        ? filed
        : filed + language.say(" (", "（") + since + language.say(")", "）");
  }

  private static String say(Ticket.State state, Language language) {
    return switch (state) {
      case OPEN -> language.say("open", "未处理");
      case IN_PROGRESS -> language.say("in progress", "处理中");
      case DONE -> language.say("done", "已完成");
      case WONT_FIX -> language.say("closed for good", "不予修复");
    };
  }
}
