package io.tocsin.bot.tracker.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.fakejira.FakeJira;
import io.tocsin.bot.fakejira.JiraFaults;
import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.bot.label.Signature;
import io.tocsin.bot.tracker.IssueTrackerContract;
import io.tocsin.model.ticket.IncidentLink;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What both editions of Jira do, with the faults that Jira is known for. */
abstract class JiraContract extends IssueTrackerContract {
  final FakeJira jira = new FakeJira(0, JiraSetup.TOKEN, InstantSource.system());
  final JiraSetup setup = JiraSetup.of(jira, InstantSource.system());
  private final JiraKind kind;
  private JiraTracker tracker;

  JiraContract(JiraKind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void start() {
    tracker = kind.connect(setup);
  }

  @AfterEach
  void stop() {
    tracker.close();
    jira.close();
  }

  @Override
  protected Tracker tracker() {
    return tracker;
  }

  @Override
  protected String file(String id, String name) {
    return jira.stored(id)
        .path("fields")
        .path("attachment")
        .valueStream()
        .filter(file -> file.path("filename").asString().equals(name))
        .map(file -> file.path("content").asString())
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected void closeForGood(String id) {
    jira.closeForGood(id);
  }

  @Override
  protected String titleIsCalled() {
    return "summary";
  }

  /** The second has hidden his mail address. */
  @Override
  protected String shown(String person) {
    return person.equals("@dev-b") ? "dev-b" : person;
  }

  @Override
  protected TicketThread stored(String id) {
    JsonNode issue = jira.stored(id);
    JsonNode fields = issue.get("fields");
    List<String> labels = fields.get("labels").valueStream().map(JsonNode::asString).toList();
    JsonNode assignee = fields.path("assignee");
    String mail = assignee.path("emailAddress").asString("");
    Ticket ticket =
        new Ticket(
            id,
            new TicketKey(issue.path("properties").get(0).path("value").get("key").asString()),
            jira.url() + "/browse/" + id,
            switch (fields.path("status").path("statusCategory").path("key").asString()) {
              case "done" -> Ticket.State.DONE;
              case "new" -> Ticket.State.OPEN;
              default -> Ticket.State.IN_PROGRESS;
            },
            fields.get("summary").asString(),
            text(fields.get("description")),
            labels.stream()
                .filter(label -> label.startsWith("team:"))
                .map(label -> label.substring(5))
                .findFirst()
                .orElse(null),
            assignee.path("displayName").asString("") + (mail.isEmpty() ? "" : " <" + mail + ">"),
            List.of("Highest", "High", "Medium", "Low")
                    .indexOf(fields.path("priority").path("name").asString(""))
                + 1,
            labels.stream().filter(l -> !l.startsWith("team:") && !TicketKey.isLabel(l)).toList(),
            Instant.EPOCH);
    return new TicketThread(
        ticket,
        issue
            .get("comments")
            .valueStream()
            .map(comment -> new TicketComment(Instant.EPOCH, "tocsin", text(comment)))
            .toList());
  }

  private static String text(JsonNode node) {
    if (node.isString()) {
      return node.asString();
    }
    StringBuilder text = new StringBuilder(node.path("text").asString(""));
    node.path("content").forEach(child -> text.append(text(child)));
    return text.toString();
  }

  private int count() {
    return jira.counted().size();
  }

  @Test
  void link_leadsToTheIncident_andTwiceIsOnce() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    String page = "http://tocsin.example/incidents/TOC-1";

    for (String title : List.of("TOC-1", "TOC-1 again")) {
      tracker.link(ticket, new IncidentLink("appId=tocsin&incident=1", page, title, ""), IN_TIME);
    }

    JsonNode links = jira.stored(ticket.id()).path("links");
    assertThat(links.size()).isOne();
    assertThat(links.get(0).path("object").path("url").asString()).isEqualTo(page);
    assertThat(links.get(0).path("object").path("title").asString()).isEqualTo("TOC-1 again");
  }

  @Test
  void attach_whereJiraTakesNoAttachments_isRefusedForGood() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    Ticket gone =
        new Ticket(
            "PAY-999999",
            KEY,
            "",
            ticket.state(),
            "",
            "",
            null,
            null,
            2,
            List.of(),
            ticket.createdAt());

    TrackerException e =
        catchThrowableOfType(
            TrackerException.class,
            () ->
                tracker()
                    .attach(
                        gone, List.of(attachment("a.txt", "text/plain", "x")), OTHER_KEY, IN_TIME));

    assertThat(e.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(e.getMessage()).contains("attachments");
  }

  @Test
  void read_ofAnIssueThatLostItsKey_isEmpty_andItIsThere() throws TrackerException {
    Ticket ticket = tracker.file(draft(KEY), IN_TIME);
    jira.relabel(ticket.id());

    assertThat(tracker.read(ticket.id())).isEmpty();
    assertThat(tracker.isThere(ticket.id())).isTrue();
  }

  @Test
  void T02_file_whenJiraCommitsAndDropsTheConnection_isUnknownAndTheIssueIsFound()
      throws TrackerException {
    // Reads the project's form, so that the next call is the create.
    tracker.file(draft(OTHER_KEY), IN_TIME);
    jira.order(new JiraFaults(1, 0, 0, 0, 0, 0, 0, 1, List.of(), 0, 1));

    assertThat(failure(() -> tracker.file(withoutPeople(), IN_TIME)).outcome())
        .isEqualTo(Outcome.UNKNOWN);

    jira.order(JiraFaults.NONE);
    assertThat(tracker.find(KEY)).hasSize(1);
  }

  @Test
  void T03_find_whileTheIndexLags_missesWhatIsYoung() throws TrackerException {
    jira.order(JiraFaults.staleSearch(30_000));
    tracker.file(draft(KEY), IN_TIME);

    assertThat(tracker.find(KEY)).isEmpty();
    assertThat(count()).isOne();
  }

  @Test
  void T05_aLimitOfOneIssue_isSaidForThatIssueOnly() throws TrackerException {
    Ticket busy = tracker.file(draft(KEY), IN_TIME);
    jira.order(new JiraFaults(0, 0, 0, 0, 0, 0, 0, 7, List.of(), 1, 1));
    TicketChange again = new TicketChange("again", null, null, null, null);
    tracker.change(busy, again);

    TrackerException limit = failure(() -> tracker.change(busy, again));

    assertThat(limit.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(limit.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(limit).hasMessageContaining("jira-per-issue-on-write");
    tracker.file(draft(OTHER_KEY), IN_TIME);
  }

  @Test
  void T13_change_toDoneOverALocalisedWorkflowOfThreeHops_getsThere() throws TrackerException {
    Ticket ticket = tracker.file(draft(KEY), IN_TIME);

    tracker.change(ticket, new TicketChange(null, Ticket.State.DONE, null, null, null));

    assertThat(stored(ticket.id()).ticket().state()).isEqualTo(Ticket.State.DONE);
    Ticket done = tracker.find(KEY).getFirst();
    tracker.change(done, new TicketChange(null, Ticket.State.OPEN, null, null, null));
    assertThat(stored(ticket.id()).ticket().state()).isEqualTo(Ticket.State.OPEN);
  }

  @Test
  void T10_change_toDone_isNotReadBackAsClosedForGood() throws TrackerException {
    Ticket ticket = tracker.file(draft(KEY), IN_TIME);

    tracker.change(ticket, new TicketChange(null, Ticket.State.DONE, null, null, null));

    assertThat(tracker.read(ticket.id()).orElseThrow().ticket().state())
        .isEqualTo(Ticket.State.DONE);
  }

  @Test
  void T10_change_toDone_whereJiraOnlyKnowsWontFix_isRefusedAndSaidOnTheIssue()
      throws TrackerException {
    Ticket ticket = tracker.file(draft(KEY), IN_TIME);
    jira.badEndOnly();

    TrackerException e =
        failure(() ->
            tracker.change(ticket, new TicketChange("over", Ticket.State.DONE, null, null, null)));

    assertThat(e.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(e).hasMessageContaining("for good").hasMessageContaining("Rejected");
    TicketThread left = tracker.read(ticket.id()).orElseThrow();
    assertThat(left.ticket().state().closed()).isFalse();
    assertThat(left.comments())
        .extracting(TicketComment::text)
        .last()
        .asString()
        .contains("left open", "Rejected")
        .satisfies(said -> assertThat(Signature.isOurs(said)).isTrue());
  }

  @Test
  void T32_find_seesTheOpenTicketThatAConditionOnItsEmptyResolutionWouldHide()
      throws TrackerException {
    Ticket open = tracker.file(ours(KEY), IN_TIME);
    String ofKey = "labels = \"" + KEY.label() + "\"";
    assertThat(jira.finds(ofKey + " ORDER BY key")).isTrue();
    assertThat(jira.finds(ofKey + " AND resolution != \"Won't Do\" ORDER BY key")).isFalse();

    assertThat(tracker.find(KEY)).extracting(Ticket::id).containsExactly(open.id());
    assertThat(tracker.changedSince(open.createdAt().minusSeconds(60)))
        .extracting(Ticket::id)
        .containsExactly(open.id());
  }

  @Test
  void file_toAProjectThatIsNotThere_isNotNowAndNamesTheSetting() {
    try (JiraTracker lost = kind.connect(setup.withProject("NONE"))) {
      TrackerException e = failure(() -> lost.file(draft(KEY), IN_TIME));

      assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
      assertThat(e).hasMessageContaining("no project NONE").hasMessageContaining("bot.jira_");
      assertThat(failure(lost::probe)).hasMessageContaining("no project NONE");
    }
    assertThat(count()).isZero();
  }

  @Test
  void file_withAWrongToken_isNotNowAndDoesNotShowIt() {
    try (JiraTracker stranger = kind.connect(setup.withToken("not-it"))) {
      TrackerException e = failure(() -> stranger.file(draft(KEY), IN_TIME));

      assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
      assertThat(e).hasMessageContaining("token").hasMessageNotContaining("not-it");
    }
  }

  @Test
  void file_behindItsTime_neverBecomesWhole() throws TrackerException {
    tracker.file(draft(OTHER_KEY), IN_TIME);

    TrackerException e =
        failure(() -> tracker.file(withoutPeople(), new SendBy(System.nanoTime())));

    assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(e).hasMessageContaining("lease ran out");
    assertThat(count()).isOne();
  }

  @Test
  void file_byManyAtOnce_opensEachOnce() {
    List<CompletableFuture<Void>> all =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(n ->
                CompletableFuture.runAsync(() -> {
                  try {
                    tracker.file(draft(n % 2 == 0 ? KEY : OTHER_KEY), IN_TIME);
                  } catch (TrackerException e) {
                    throw new IllegalStateException(e);
                  }
                }))
            .toList();
    all.forEach(CompletableFuture::join);

    assertThat(count()).isEqualTo(40);
  }

  private static TicketDraft withoutPeople() {
    return new TicketDraft(KEY, "it fails", "text", null, null, 2, List.of());
  }

  private static TrackerException failure(ThrowingCallable call) {
    TrackerException e = catchThrowableOfType(TrackerException.class, call);
    assertThat(e).isNotNull();
    return e;
  }
}
