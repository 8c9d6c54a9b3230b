package io.tocsin.bot.jira;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.label.Signature;
import io.tocsin.bot.label.TicketLabels;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.IncidentLink;
import io.tocsin.model.ticket.Linking;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tickets as issues of one Jira project. The key is a label, by which an issue is found again, and
 * an entity property beside it. What the project's screens do not take is left out, and a comment
 * says so: a ticket that lacks its priority is better than none.
 */
public final class JiraTracker implements Tracker, Linking, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JiraTracker.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MAX_OF_ONE_KEY = 100;
  private static final int MAX_CHANGED = 5_000;

  private final Exchange exchange;
  private final JiraApi api;
  private final Edition edition;
  private final Project project;
  private final CreateScreen screen;
  private final People people;
  private final Workflow workflow;
  private final IssueReader issues;
  private final IssueComments comments;
  private final IssueFiles files;
  private final InstantSource clock;

  /**
   * @param exchange below {@code /rest/api/N}; closed with this
   * @param clock for when a ticket was created, until Jira says it
   */
  public JiraTracker(Exchange exchange, Edition edition, Project project, InstantSource clock) {
    this.exchange = exchange;
    this.api = exchange.declared(JiraApi.class);
    this.edition = edition;
    this.project = project;
    this.screen = new CreateScreen(exchange, api, edition, project, clock);
    this.people = new People(edition, project.key());
    this.workflow = new Workflow(api, project);
    this.issues = new IssueReader(project, edition);
    this.comments = new IssueComments(exchange, api, edition);
    this.files = new IssueFiles(exchange, api);
    this.clock = clock;
  }

  /** In every project: somebody may have moved it. No condition on a field that may be empty. */
  @Override
  public List<Ticket> find(TicketKey key) throws TrackerException {
    String jql = "labels = \"" + key.label() + "\" ORDER BY created ASC, key ASC";
    return exchange.answer(() -> edition.search(jql, MAX_OF_ONE_KEY)).stream()
        .map(issue -> issues.ticket(issue, key))
        .toList();
  }

  @Override
  public Optional<TicketThread> read(String id) throws TrackerException {
    Optional<JsonNode> issue =
        exchange.answerOrNothing(() -> api.issue(id, String.join(",", Edition.FIELDS)));
    Optional<Ticket> ticket = issue.flatMap(issues::ticket);
    if (ticket.isEmpty()) {
      return Optional.empty();
    }
    JsonNode comments = exchange.answer(() -> api.comments(id)).path("comments");
    return Optional.of(
        new TicketThread(
            ticket.get(), comments.valueStream().map(issues::comment).toList().reversed()));
  }

  @Override
  public boolean isThere(String id) throws TrackerException {
    return exchange.answerOrNothing(() -> api.issue(id, "labels")).isPresent();
  }

  /**
   * By the minute, as JQL has it, so that nobody's time zone matters; in every project, as of
   * {@link #find}.
   */
  @Override
  public List<Ticket> changedSince(Instant since) throws TrackerException {
    long minutes = 1 + Math.max(0, Duration.between(since, clock.instant()).toMinutes());
    String jql =
        "labels = \"%s\" AND updated >= \"-%dm\" ORDER BY updated ASC, key ASC"
            .formatted(TicketLabels.OURS, minutes);
    return exchange.answer(() -> edition.search(jql, MAX_CHANGED)).stream()
        .flatMap(issue -> issues.ticket(issue).stream())
        .toList();
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    Optional<JsonNode> assignee = assignee(draft.assignee());
    NewIssue issue = screen.issue(draft, assignee.orElse(null));
    if (draft.assignee() != null && assignee.isEmpty()) {
      issue.say(draft.assignee() + " cannot be assigned in " + project.key());
    }
    JsonNode created = screen.create(issue, sendBy);
    String id = created.path("key").asString("");
    if (!issue.leftOut().isEmpty()) {
      comments.tryToAdd(
          id, "Filed without what Jira did not take:\n\n- " + String.join("\n- ", issue.leftOut()));
    }
    return new Ticket(
        id,
        draft.key(),
        project.browse() + id,
        Ticket.State.OPEN,
        draft.title(),
        draft.body(),
        draft.team(),
        issue.has("assignee") ? People.shown(assignee.orElse(null)) : givenByJira(id),
        draft.priority(),
        draft.labels(),
        clock.instant());
  }

  private Optional<JsonNode> assignee(@Nullable String person) throws TrackerException {
    return person == null ? Optional.empty() : exchange.ahead(() -> people.find(person));
  }

  /**
   * Whom Jira gave an issue that was filed for nobody: projects and components may have a default
   * assignee. Beside the ticket: where it cannot be read nobody is known, and whoever has it counts
   * as given by people.
   */
  private @Nullable String givenByJira(String id) {
    try {
      return exchange
          .answerOrNothing(() -> api.issue(id, "assignee"))
          .map(issue -> People.shown(issue.path("fields").path("assignee")))
          .orElse(null);
    } catch (TrackerException e) {
      LOG.info("{}: not known to whom Jira gave it ({})", id, e.getMessage());
      return null;
    }
  }

  @Override
  public void change(Ticket ticket, TicketChange change, SendBy sendBy) throws TrackerException {
    if (change.body() != null || change.team() != null || change.priority() != null) {
      exchange.answer(() -> {
        api.edit(ticket.id(), edit(ticket, change));
        return ticket;
      });
    }
    String person = change.assignee();
    if (person != null) {
      Optional<JsonNode> user = assignee(person);
      if (user.isPresent()) {
        exchange.answer(() -> {
          api.assign(ticket.id(), edition.user(user.get().path(edition.userId()).asString("")));
          return ticket;
        });
      } else {
        String note = person + " should have it, and cannot be assigned here.";
        comments.add(ticket.id(), Signature.under(note), sendBy);
      }
    }
    if (change.comment() != null) {
      comments.add(ticket.id(), change.comment(), sendBy);
    }
    Ticket.State goal = change.state();
    if (goal != null) {
      move(ticket, goal, sendBy);
    }
  }

  /** A comment before it may have said what is refused now, so it is taken back. */
  private void move(Ticket ticket, Ticket.State goal, SendBy sendBy) throws TrackerException {
    try {
      exchange.answer(() -> {
        workflow.move(ticket.id(), ticket.state(), goal, sendBy);
        return ticket;
      });
    } catch (TrackerException e) {
      if (e.outcome() == Outcome.REFUSED) {
        comments.tryToAdd(ticket.id(), "Jira did not do it: " + e.getMessage());
      }
      throw e;
    }
  }

  @Override
  public Set<String> attached(String id) throws TrackerException {
    return files.of(id);
  }

  @Override
  public void attach(Ticket ticket, List<Attachment> added, TicketKey act, SendBy sendBy)
      throws TrackerException {
    files.add(ticket.id(), added, sendBy);
  }

  @Override
  public void link(Ticket ticket, IncidentLink link, SendBy sendBy) throws TrackerException {
    Map<String, Object> request =
        Map.of(
            "globalId",
            link.id(),
            "application",
            Map.of("type", "io.tocsin", "name", "Tocsin"),
            "relationship",
            "incident",
            "object",
            Map.of("url", link.url(), "title", link.title(), "summary", link.summary()));
    exchange.answer(() -> {
      api.link(sendBy, ticket.id(), request);
      return ticket;
    });
  }

  /**
   * Wants the token, the project, the issue type and settings that its create screen takes; then
   * that the project can be seen, too. Who may create issues and not browse them is told that there
   * are none.
   */
  @Override
  public void probe() throws TrackerException {
    screen.probe();
    if (exchange
        .ahead(() -> exchange.answerOrNothing(() -> api.project(project.key())))
        .isEmpty()) {
      throw new TrackerException(
          Outcome.NOT_NOW,
          "the token's user may not browse "
              + project.key()
              + ", where tickets are looked for; give it that permission, or check "
              + project.settings(),
          null,
          null);
    }
  }

  private Map<String, Object> edit(Ticket ticket, TicketChange change) {
    Map<String, Object> edit = new LinkedHashMap<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    if (change.body() != null) {
      fields.put("description", edition.markup().of(change.body()));
    }
    if (change.priority() != null) {
      fields.put("priority", Map.of("name", project.priorities().get(change.priority() - 1)));
    }
    if (!fields.isEmpty()) {
      edit.put("fields", fields);
    }
    if (change.team() != null) {
      Map<String, Object> add = Map.of("add", Edition.LABELS.ofTeam(change.team()));
      edit.put(
          "update",
          Map.of(
              "labels",
              ticket.team() == null
                  ? List.of(add)
                  : List.of(Map.of("remove", Edition.LABELS.ofTeam(ticket.team())), add)));
    }
    return edit;
  }

  /** What an error's body says: messages, and errors by field. */
  public static String words(byte[] body) {
    try {
      JsonNode answer = JSON.readTree(body);
      JsonNode errors = answer.path("errors");
      StringBuilder said = new StringBuilder();
      answer.path("errorMessages").forEach(text -> said.append(text.asString("")).append(' '));
      return (errors.isEmpty() ? said.toString() : said.append(errors).toString()).strip();
    } catch (JacksonException notJson) {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    exchange.close();
  }
}
