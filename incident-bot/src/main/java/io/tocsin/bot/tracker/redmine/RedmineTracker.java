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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private final Workflow workflow;
  private final IssueCreation creation;
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
                Errors::words),
            JSON,
            clock);
    api = exchange.declared(RedmineApi.class);
    files = new IssueFiles(exchange, api);
    workflow = new Workflow(exchange, api);
    creation = new IssueCreation(exchange, api, config, () -> catalogue = null);
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

  @Override
  public boolean isThere(String id) throws TrackerException {
    return exchange.answerOrNothing(() -> api.issue(id)).isPresent();
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
                known.statuses().state(issue.path("status")),
                issue.path("subject").asString(""),
                text.markdown(),
                text.team(),
                issue.path("assigned_to").path("name").asStringOpt().orElse(null),
                index < 0 ? config.priorities().size() : index + 1,
                text.labels(),
                Instant.parse(issue.path("created_on").asString(""))));
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    Catalogue known = catalogue();
    IssueFields issue = new IssueFields(config, known);
    issue.put("project_id", config.project());
    issue.put("tracker_id", known.tracker());
    issue.put("subject", draft.title());
    issue.put(
        "description",
        new Description(draft.key(), draft.team(), labels(draft), draft.body())
            .written(config.markup()));
    issue.prioritise(draft.priority());
    issue.assign(draft.assignee());
    config.fields().forEach(issue::putCustom);
    JsonNode created = creation.create(issue, sendBy);
    issue.compare(created);
    tell(created.path("id").asString(""), issue);
    return read(created, known)
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

  /** Beside the ticket: a note that fails must not make it look as if it was not filed. */
  private void tell(String id, IssueFields issue) {
    String why = issue.saysWhy("Filed without what Redmine did not take");
    if (why == null) {
      return;
    }
    Map<String, Object> note = Map.of("notes", issue.written(Signature.under(why)));
    try {
      edit(SendBy.within(LEFT_OUT), id, Map.of("issue", note));
    } catch (TrackerException e) {
      LOG.info("issue {}: not said on it: {} ({})", id, why, e.getMessage());
    }
  }

  private void edit(SendBy sendBy, String id, Map<String, Object> issue) throws TrackerException {
    exchange.answer(() -> {
      api.edit(sendBy, id, issue);
      return id;
    });
  }

  @Override
  public void change(Ticket ticket, TicketChange change, SendBy sendBy) throws TrackerException {
    Catalogue known = catalogue();
    IssueFields edit = new IssueFields(config, known);
    if (change.body() != null || change.team() != null) {
      edit.put("description", rewritten(ticket, change));
    }
    edit.assign(change.assignee());
    edit.prioritise(change.priority());
    Ticket.State goal = goal(ticket.state(), change.state());
    if (goal != null) {
      workflow
          .approach(ticket.id(), goal, known.statuses(), sendBy)
          .ifPresentOrElse(
              status -> edit.put("status_id", status),
              () -> edit.leaveOut("state " + goal + ": " + Workflow.why(goal, known.statuses())));
    }
    edit.note(change.comment());
    if (!edit.isEmpty()) {
      edit(sendBy, ticket.id(), edit.body());
    }
    if (goal != null) {
      workflow.require(ticket.id(), goal, known.statuses());
    }
  }

  /** Null where there is nothing to be moved: closed is closed, for whatever reason. */
  private static Ticket.@Nullable State goal(Ticket.State now, Ticket.@Nullable State asked) {
    return asked == null || asked == now || asked.closed() && now.closed() ? null : asked;
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

  @Override
  public void close() {
    exchange.close();
  }
}
