package io.tocsin.bot.jira;

import io.tocsin.bot.label.TicketLabels;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Issues as Jira shows them, read as tickets. */
record IssueReader(Project project, Edition edition) {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HHMM", "Z")
          .toFormatter(java.util.Locale.ROOT);

  /** Empty where no label is a ticket's key. */
  Optional<Ticket> ticket(JsonNode issue) {
    return TicketLabels.key(labels(issue)).map(key -> ticket(issue, key));
  }

  Ticket ticket(JsonNode issue, TicketKey key) {
    JsonNode fields = issue.path("fields");
    List<String> labels = labels(issue);
    String id = issue.path("key").asString("");
    return new Ticket(
        id,
        TicketLabels.key(labels).orElse(key),
        project.browse() + id,
        state(fields),
        fields.path("summary").asString(""),
        edition.markup().read(fields.path("description")),
        Edition.LABELS.team(labels),
        People.shown(fields.path("assignee")),
        priority(fields.path("priority").path("name").asString("")),
        Edition.LABELS.others(labels),
        time(fields.path("created")));
  }

  private static List<String> labels(JsonNode issue) {
    return issue
        .path("fields")
        .path("labels")
        .valueStream()
        .map(label -> label.asString(""))
        .toList();
  }

  private Ticket.State state(JsonNode fields) {
    Ticket.State state = Workflow.state(fields.path("status"));
    String resolution = fields.path("resolution").path("name").asString("");
    return state == Ticket.State.DONE && project.isWontFix(resolution)
        ? Ticket.State.WONT_FIX
        : state;
  }

  private int priority(String name) {
    int index = project.priorities().indexOf(name);
    return index < 0 ? project.priorities().size() : index + 1;
  }

  TicketComment comment(JsonNode comment) {
    @Nullable String by = People.shown(comment.path("author"));
    return new TicketComment(
        time(comment.path("created")),
        by == null ? "" : by,
        edition.markup().read(comment.path("body")));
  }

  private static Instant time(JsonNode text) {
    return OffsetDateTime.parse(text.asString(""), TIME).toInstant();
  }
}
