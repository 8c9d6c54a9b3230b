package io.tocsin.bot.filing;

import io.tocsin.bot.label.Signature;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.IncidentLink;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketComment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What comments on a ticket say.
 *
 * @param link to an incident's page
 */
record ActText(Function<Incident, String> link) {
  static final String OVER =
      "Closed by itself: each incident under this ticket is closed, or has a ticket of its own.";

  private static final String SEEN = "Seen ";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Whether it was said behind the act's window: it counts all that was seen until then. */
  static boolean tellsOf(TicketComment comment, TicketAct act) {
    String until = act.details().get(TicketAct.UNTIL);
    return until != null
        && comment.at().isAfter(Instant.parse(until))
        && comment.text().startsWith(SEEN)
        && Signature.isOurs(comment.text());
  }

  /** Empty where nothing came to what had been counted. */
  Optional<String> recurrence(TicketAct act, Incident incident) {
    long before = Long.parseLong(act.details().getOrDefault(TicketAct.OCCURRENCES, "0"));
    long more = incident.blast().occurrences() - before;
    if (more <= 0) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    text.append(SEEN)
        .append(more == 1 ? "once more" : count(more) + " times more")
        .append(" since ")
        .append(time(act))
        .append(", last at ")
        .append(TIME.format(incident.lastSeen()))
        .append(". In all ")
        .append(count(incident.blast().occurrences()));
    if (incident.blast().accounts() > 0) {
      text.append(", ")
          .append(incident.blast().accountsAreLowerBound() ? "more than " : "")
          .append(count(incident.blast().accounts()))
          .append(incident.blast().accounts() == 1 ? " account" : " accounts");
    }
    if (incident.lastVersion() != null) {
      text.append("; version ").append(Markdown.code(incident.lastVersion()));
    }
    return Optional.of(text.append(". ").append(page(incident)).toString());
  }

  String reopening(TicketAct act) {
    return "The fault is back since " + time(act) + ": " + because(act) + '.';
  }

  String raising(TicketAct act, int from, int to) {
    return "More urgent: priority " + to + " instead of " + from + ", " + because(act) + '.';
  }

  String closing(TicketAct act) {
    return "Closed by itself: " + because(act) + ". Should it come back, it will be reopened.";
  }

  String successor(TicketAct act) {
    String ticket = Markdown.words(act.details().getOrDefault(TicketAct.OTHER_TICKET, "another"));
    return "The fault is back: it goes on in "
        + Markdown.linked(ticket, act.details().get(TicketAct.OTHER_URL))
        + '.';
  }

  IncidentLink link(Incident incident) {
    return new IncidentLink(
        "appId=tocsin&incident=" + incident.id(),
        link.apply(incident),
        incident.name(),
        Markdown.line(
            Headline.what(incident.facts(), incident.source().service(), Locale.ENGLISH), 200));
  }

  private String page(Incident incident) {
    return Markdown.linked(incident.name(), link.apply(incident));
  }

  private static String because(TicketAct act) {
    return Markdown.words(act.details().getOrDefault(TicketAct.BECAUSE, "no reason is known"));
  }

  private static String time(TicketAct act) {
    String since = act.details().get(TicketAct.SINCE);
    return since == null ? "then" : TIME.format(Instant.parse(since));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
