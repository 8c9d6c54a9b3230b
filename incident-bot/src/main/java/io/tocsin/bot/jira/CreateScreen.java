package io.tocsin.bot.jira;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where issues of one project and type are created. What its fields do not take is left out or put
 * right, and said; what only people can set is waited for.
 */
final class CreateScreen {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What Jira says next may come of what was mended. */
  private static final int MAX_MENDINGS = 3;

  private final Exchange exchange;
  private final JiraApi api;
  private final Edition edition;
  private final Project project;
  private final InstantSource clock;
  private volatile @Nullable Form form;

  CreateScreen(
      Exchange exchange, JiraApi api, Edition edition, Project project, InstantSource clock) {
    this.exchange = exchange;
    this.api = api;
    this.edition = edition;
    this.project = project;
    this.clock = clock;
  }

  /** Before anything is sent: an issue as the screen takes it by all that is known. */
  NewIssue issue(TicketDraft draft, @Nullable JsonNode assignee) throws TrackerException {
    Form known = form(false);
    if (!known.objections(project.fields()).isEmpty()) {
      // Somebody may have put the screen right meanwhile.
      known = form(true);
    }
    return new NewIssue(project, edition, known, draft, assignee, clock.instant());
  }

  /** As Jira answers. */
  JsonNode create(NewIssue issue, SendBy sendBy) throws TrackerException {
    return create(issue, sendBy, MAX_MENDINGS);
  }

  /** A 400 did nothing, so another try can make no second issue. */
  private JsonNode create(NewIssue issue, SendBy sendBy, int mendings) throws TrackerException {
    return exchange.answer(
        () -> api.create(sendBy, issue.body()),
        (body, refused) -> {
          JsonNode errors = errors(body);
          if (errors.has("project") || errors.has("issuetype")) {
            throw notSetUp("it says " + errors);
          }
          boolean mended = mendings > 0 && issue.mended(errors, form(true));
          if (!issue.toBeSet().isEmpty()) {
            throw mustBeSet(issue.toBeSet());
          }
          if (!mended) {
            throw refused;
          }
          return create(issue, sendBy, mendings - 1);
        });
  }

  private static JsonNode errors(byte[] body) {
    try {
      return JSON.readTree(body).path("errors");
    } catch (JacksonException notJson) {
      return JSON.createObjectNode();
    }
  }

  /** Reads it anew, and holds the settings against it. */
  void probe() throws TrackerException {
    Form read = form(true);
    List<String> troubles = new ArrayList<>(read.objections(project.fields()));
    read.missing(project.fields().keySet()).stream()
        .filter(field -> field.isCustom() && field.any(clock.instant()).isEmpty())
        .forEach(
            field -> troubles.add(field.name() + ": it is required, and takes " + field.takes()));
    if (!troubles.isEmpty()) {
      throw mustBeSet(troubles);
    }
  }

  private Form form(boolean fresh) throws TrackerException {
    Form known = form;
    if (known != null && !fresh) {
      return known;
    }
    JsonNode types =
        exchange
            .ahead(() -> exchange.answerOrNothing(() -> api.issueTypes(project.key())))
            .orElseThrow(() -> notSetUp("it does not know the project"));
    String type =
        Form.list(types, "issueTypes").stream()
            .filter(each -> each.path("name").asString("").equals(project.issueType()))
            .map(each -> each.path("id").asString(""))
            .findFirst()
            .orElseThrow(() -> notSetUp("the project has no such type"));
    Form read = Form.of(exchange.ahead(() -> api.form(project.key(), type)), edition);
    form = read;
    return read;
  }

  /** Once somebody has put the setting right the ticket is as good as before: it must wait. */
  private TrackerException notSetUp(String said) {
    return notNow(
        "Jira has no project "
            + project.key()
            + " with issues of type "
            + project.issueType()
            + " for this token; check project and issue_type of "
            + project.settings()
            + " ("
            + said
            + ")");
  }

  private TrackerException mustBeSet(List<String> fields) {
    return notNow(
        "check fields of "
            + project.settings()
            + " for issues of type "
            + project.issueType()
            + " in "
            + project.key()
            + ": "
            + String.join("; ", fields));
  }

  private static TrackerException notNow(String said) {
    return new TrackerException(Outcome.NOT_NOW, said, null, null);
  }
}
