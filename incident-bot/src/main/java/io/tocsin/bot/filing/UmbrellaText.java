package io.tocsin.bot.filing;

import io.tocsin.bot.label.TicketLabels;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketStorms;
import io.tocsin.model.ticket.TicketStorms.Gathered;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * The ticket that stands for many: what it stands for, each by name. Of as many as have a line the
 * incident is read, of the others the number only.
 */
final class UmbrellaText {
  private static final int URGENT = 2;
  private static final int MAX_NAMED = 10_000;
  private static final int MAX_LINE = 160;
  private static final int MAX_REST = 6_000;

  private final TicketStorms storms;
  private final IncidentStore incidents;
  private final Function<Incident, String> link;

  UmbrellaText(TicketStorms storms, IncidentStore incidents, Function<Incident, String> link) {
    this.storms = storms;
    this.incidents = incidents;
    this.link = link;
  }

  /**
   * @param row of the umbrella, or of what is done to it
   */
  TicketDraft draft(TicketEntry row) {
    TicketKey key = row.act().ticket();
    String team = row.act().details().getOrDefault(TicketAct.TEAM, "");
    String title =
        "[storm] More faults than tickets"
            + (team.isEmpty() ? "" : " for " + team)
            + " in the hour from "
            + row.act().details().getOrDefault(TicketAct.SINCE, "");
    return new TicketDraft(
        key,
        Markdown.line(title, TicketText.MAX_TITLE),
        body(row, key),
        team.isEmpty() ? null : team,
        null,
        URGENT,
        List.of(TicketLabels.OURS, "storm"));
  }

  /** For an umbrella whose text somebody has made his own. */
  String comment(TicketEntry row) {
    List<Gathered> all = all(row);
    return count(all) + " stand under this ticket by now, by name: " + names(all) + '.';
  }

  /**
   * How many need it still.
   *
   * @param row of what is done to it
   */
  long waiting(TicketEntry row) {
    return storms.waiting(row.tenant(), row.act().ticket());
  }

  private List<Gathered> all(TicketEntry row) {
    return storms.gathered(row.tenant(), row.act().ticket(), MAX_NAMED + 1);
  }

  private static String count(List<Gathered> all) {
    return all.size() > MAX_NAMED
        ? "More than " + MAX_NAMED + " faults"
        : all.size() == 1 ? "1 fault" : all.size() + " faults";
  }

  private String body(TicketEntry row, TicketKey key) {
    List<Gathered> all = all(row);
    int room = TicketText.room(key) - MAX_REST;
    StringBuilder body = new StringBuilder(4_096);
    body.append("**")
        .append(count(all))
        .append(" beyond the tickets that the team gets in one hour.** ")
        .append("Each is an incident with its evidence; one that goes on gets a ticket of its own")
        .append(" later, and on its page it can be given one at once.\n\n");
    int named = 0;
    int written = Markdown.written(body.toString());
    while (named < all.size() && written < room) {
      Optional<Incident> incident = incidents.find(row.tenant(), all.get(named).incident());
      String line = incident.map(this::line).orElse("");
      body.append(line);
      written += Markdown.written(line);
      named++;
    }
    List<Gathered> left = all.subList(named, all.size());
    if (!left.isEmpty()) {
      body.append("- and ").append(left.size()).append(" more: ").append(names(left)).append('\n');
    }
    return TicketText.sealed(body.toString(), key);
  }

  /** Those in a row as "TOC-3 to TOC-9". */
  private static String names(List<Gathered> all) {
    StringJoiner ranges = new StringJoiner(", ");
    for (int first = 0; first < all.size() && ranges.length() < MAX_REST; ) {
      int last = first;
      while (last + 1 < all.size() && all.get(last + 1).number() == all.get(last).number() + 1) {
        last++;
      }
      String name = Incident.name(all.get(first).number());
      ranges.add(last == first ? name : name + " to " + Incident.name(all.get(last).number()));
      first = last + 1;
    }
    return Markdown.cut(ranges.toString(), MAX_REST - MAX_LINE);
  }

  private String line(Incident incident) {
    String what = Headline.what(incident.facts(), incident.source().service(), Locale.ENGLISH);
    return "- "
        + Markdown.linked(incident.name(), link.apply(incident))
        + ' '
        + Markdown.words(what, MAX_LINE)
        + '\n';
  }
}
