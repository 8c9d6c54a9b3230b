package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.label.Signature;
import io.tocsin.bot.label.TicketLabels;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

/** Tickets as issues of one Redmine project, found again by the key in their description. */
public final class RedmineTracker implements Tracker, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedmineTracker.class);
  private static final int MAX_OF_ONE_KEY = 100;
  private static final int PAGE = 100;
  private static final int MAX_CHANGED = 5_000;
  private static final Duration LEFT_OUT = Duration.ofMinutes(1);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RedmineConfig config;
  private final String base;
  private final Exchange exchange;
  private final RedmineApi api;
  private final IssueFiles files;
  private volatile @Nullable Catalogue catalogue;

  /**
   * @param clock only to read a Retry-After that is a date
   */
  public RedmineTracker(RedmineConfig config, InstantSource clock) {
    this.config = config;
    this.base = config.url().toString().replaceFirst("/$", "");
    exchange =
        new Exchange(
            new Site(
                "bot.redmine",
                URI.create(base),
                "X-Redmine-API-Key",
                config.token().reveal(),
                config.connectTimeout(),
                config.requestTimeout(),
                RedmineTracker::words),
            JSON,
            clock);
    api = exchange.declared(RedmineApi.class);
    files = new IssueFiles(exchange, api);
  }

  @Override
  public List<Ticket> find(TicketKey key) throws TrackerException {
    Catalogue known = catalogue();
    JsonNode found = exchange.answer(() -> api.search("~" + key.label(), MAX_OF_ONE_KEY));
    return found
        .path("issues")
        .valueStream()
        .flatMap(issue -> read(issue, known).stream())
        // A person may have quoted the key in another issue.
        .filter(ticket -> ticket.key().equals(key))
        .toList();
  }

  @Override
  public Optional<TicketThread> read(String id) throws TrackerException {
    Catalogue known = catalogue();
    Optional<JsonNode> issue =
        exchange.answerOrNothing(() -> api.issue(id)).map(answer -> answer.path("issue"));
    return issue
        .flatMap(found -> read(found, known))
        .map(ticket -> new TicketThread(ticket, comments(issue.get())));
  }

  private static List<TicketComment> comments(JsonNode issue) {
    return issue
        .path("journals")
        .valueStream()
        .filter(journal -> !journal.path("notes").asString("").isBlank())
        .map(journal ->
            new TicketComment(
                Instant.parse(journal.path("created_on").asString("")),
                journal.path("user").path("name").asString(""),
                journal.path("notes").asString("")))
        .toList();
  }

  @Override
  public List<Ticket> changedSince(Instant since) throws TrackerException {
    Catalogue known = catalogue();
    String from = ">=" + since.truncatedTo(ChronoUnit.SECONDS);
    List<Ticket> all = new ArrayList<>();
    for (int offset = 0; offset < MAX_CHANGED; offset += PAGE) {
      int first = offset;
      JsonNode page = exchange.answer(() -> api.changed(config.project(), "~tocsin-", from, first));
      page.path("issues").forEach(issue -> read(issue, known).ifPresent(all::add));
      if (first + PAGE >= page.path("total_count").asInt(0)) {
        break;
      }
    }
    return all;
  }

  private Optional<Ticket> read(JsonNode issue, Catalogue known) {
    String id = issue.path("id").asString("");
    String priority = issue.path("priority").path("name").asString("");
    int index = config.priorities().indexOf(priority);
    return Description.read(issue.path("description").asString(""))
        .map(text ->
            new Ticket(
                id,
                text.key(),
                base + "/issues/" + id,
                state(issue.path("status"), known),
                issue.path("subject").asString(""),
                text.markdown(),
                text.team(),
                issue.path("assigned_to").path("name").asStringOpt().orElse(null),
                index < 0 ? config.priorities().size() : index + 1,
                text.labels(),
                Instant.parse(issue.path("created_on").asString(""))));
  }

  private Ticket.State state(JsonNode status, Catalogue known) {
    Ticket.State state = known.state(status);
    return state == Ticket.State.DONE && config.wontFix().contains(status.path("name").asString(""))
        ? Ticket.State.WONT_FIX
        : state;
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    Catalogue known = catalogue();
    Map<String, Object> issue = new LinkedHashMap<>();
    issue.put("project_id", config.project());
    issue.put("tracker_id", known.tracker());
    issue.put("subject", draft.title());
    issue.put(
        "description",
        new Description(draft.key(), draft.team(), labels(draft), draft.body())
            .written(config.markup()));
    Integer priority = known.priorities().get(config.priorities().get(draft.priority() - 1));
    if (priority != null) {
      issue.put("priority_id", priority);
    }
    Integer assignee = draft.assignee() == null ? null : known.member(draft.assignee());
    if (assignee != null) {
      issue.put("assigned_to_id", assignee);
    }
    if (!config.fields().isEmpty()) {
      List<Object> fields = new ArrayList<>();
      config.fields().forEach((id, value) -> fields.add(Map.of("id", id, "value", value)));
      issue.put("custom_fields", fields);
    }
    JsonNode created =
        exchange.answer(
            () -> api.create(sendBy, Map.of("issue", issue)),
            (body, refused) -> createPlain(issue, refused, sendBy));
    return read(created.path("issue"), known)
        .orElseThrow(() ->
            new TrackerException(
                Outcome.UNKNOWN, "the new issue does not show its text", null, null));
  }

  private static List<String> labels(TicketDraft draft) {
    List<String> all = new ArrayList<>(draft.labels());
    if (draft.component() != null) {
      all.add(TicketLabels.COMPONENT + ':' + draft.component());
    }
    return all;
  }

  /** A 422 did nothing: without what a ticket can lack, it may be taken. */
  private JsonNode createPlain(Map<String, Object> issue, TrackerException refused, SendBy sendBy)
      throws TrackerException {
    catalogue = null;
    boolean less = issue.remove("assigned_to_id") != null;
    less |= issue.remove("priority_id") != null;
    if (!less) {
      throw refused;
    }
    JsonNode created =
        exchange.answer(
            () -> api.create(sendBy, Map.of("issue", issue)),
            (body, again) -> {
              throw again;
            });
    note(
        created.path("issue").path("id").asString(""),
        "Filed without assignee and priority, as Redmine said: " + refused.getMessage());
    return created;
  }

  /** Beside the ticket: a note that fails must not make it look as if it was not filed. */
  private void note(String id, String text) {
    try {
      edit(SendBy.within(LEFT_OUT), id, Map.of("notes", Signature.under(text)));
    } catch (TrackerException e) {
      LOG.info("issue {}: not said on it: {} ({})", id, text, e.getMessage());
    }
  }

  private void edit(SendBy sendBy, String id, Map<String, Object> change) throws TrackerException {
    exchange.answer(() -> {
      api.edit(sendBy, id, Map.of("issue", change));
      return id;
    });
  }

  @Override
  public void change(Ticket ticket, TicketChange change, SendBy sendBy) throws TrackerException {
    Catalogue known = catalogue();
    Map<String, Object> edit = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    if (change.body() != null || change.team() != null) {
      edit.put("description", rewritten(ticket, change));
    }
    String person = change.assignee();
    if (person != null) {
      Integer member = known.member(person);
      if (member == null) {
        String note = person + " should have it, and is no member of this project.";
        notes.add(change.comment() == null ? Signature.under(note) : note);
      } else {
        edit.put("assigned_to_id", member);
      }
    }
    if (change.comment() != null) {
      notes.add(Description.written(change.comment(), config.markup()));
    }
    Integer priority =
        change.priority() == null
            ? null
            : known.priorities().get(config.priorities().get(change.priority() - 1));
    if (priority != null) {
      edit.put("priority_id", priority);
    }
    Ticket.State goal = change.state();
    Integer status = goal == null ? null : known.status(goal);
    if (status != null) {
      edit.put("status_id", status);
    }
    if (!notes.isEmpty()) {
      edit.put("notes", String.join("\n\n", notes));
    }
    edit(sendBy, ticket.id(), edit);
    if (goal != null) {
      requireState(ticket.id(), goal, known);
    }
  }

  /** Redmine passes over a status that the workflow does not allow, and says nothing. */
  private void requireState(String id, Ticket.State goal, Catalogue known) throws TrackerException {
    JsonNode issue = exchange.answer(() -> api.issue(id));
    if (known.state(issue.path("issue").path("status")) != goal) {
      throw new TrackerException(
          Outcome.REFUSED,
          "the workflow lets this user not move issue " + id + " to a status of the kind " + goal,
          null,
          null);
    }
  }

  /** With a new last line. Of a text that stays it is the only thing that changes. */
  private String rewritten(Ticket ticket, TicketChange change) throws TrackerException {
    String team = change.team() == null ? ticket.team() : change.team();
    String body = change.body();
    if (body != null) {
      return new Description(ticket.key(), team, ticket.labels(), body).written(config.markup());
    }
    JsonNode issue = exchange.answer(() -> api.issue(ticket.id()));
    String text = issue.path("issue").path("description").asString("").strip();
    String before = text.substring(0, text.lastIndexOf('\n') + 1);
    return before
        + new Description(ticket.key(), team, ticket.labels(), "")
            .written(RedmineConfig.Markup.MARKDOWN)
            .strip();
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

  /** Reads anew what it has numbers for, which wants the project and its tracker; then the key. */
  @Override
  public void probe() throws TrackerException {
    catalogue = null;
    catalogue();
    exchange.answer(() -> api.me());
  }

  private Catalogue catalogue() throws TrackerException {
    Catalogue known = catalogue;
    if (known == null) {
      JsonNode project =
          exchange
              .ahead(() -> exchange.answerOrNothing(() -> api.project(config.project())))
              .orElseThrow(() -> Catalogue.notSetUp(config, "it is not there"));
      known = exchange.ahead(() -> Catalogue.read(api, project, config));
      catalogue = known;
    }
    return known;
  }

  /** What an error's body says. */
  private static String words(byte[] body) {
    try {
      JsonNode errors = JSON.readTree(body).path("errors");
      return String.join("; ", errors.valueStream().map(error -> error.asString("")).toList());
    } catch (JacksonException notJson) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    exchange.close();
  }
}
