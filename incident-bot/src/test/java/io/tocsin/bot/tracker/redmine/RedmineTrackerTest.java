package io.tocsin.bot.tracker.redmine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.label.Signature;
import io.tocsin.bot.redmineserver.RedmineServer;
import io.tocsin.bot.tracker.redmine.RedmineFixture.Settings;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A ticket's life on a real Redmine, and what only Redmine does; the contract is a test of its own.
 */
class RedmineTrackerTest {
  private static final TicketKey KEY = new TicketKey("tocsin-" + "c".repeat(26));
  private static final SendBy IN_TIME = Samples.IN_TIME;
  private static final Settings FEATURE = Settings.USUAL.tracker("Feature");
  private static final Settings SUPPORT = Settings.USUAL.tracker("Support");
  private static final TicketChange DONE =
      new TicketChange(null, Ticket.State.DONE, null, null, null);

  private static RedmineServer redmine;
  private static RedmineTracker tracker;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws IOException {
    String missing = RedmineServer.missing();
    Assumptions.assumeTrue(missing == null, missing);
    redmine = RedmineServer.start(folder);
    tracker = RedmineFixture.connect(redmine);
  }

  @AfterAll
  static void stopServer() {
    if (redmine != null) {
      tracker.close();
      redmine.close();
    }
  }

  @BeforeEach
  void forget() throws TrackerException {
    RedmineFixture.forget(redmine, tracker, KEY);
  }

  /**
   * @param assignee null for nobody
   */
  private static TicketDraft draft(@Nullable String assignee) {
    return new TicketDraft(KEY, "it fails", "text", "@team-a", assignee, 1, List.of("tocsin"));
  }

  private static String status(String id) {
    return redmine.issue(id).path("status").path("name").asString();
  }

  private static String priority(String id) {
    return redmine.issue(id).path("priority").path("name").asString();
  }

  /** Without what keeps marks from being marks. */
  private static List<String> notes(String id) {
    return redmine
        .issue(id)
        .path("journals")
        .valueStream()
        .map(journal -> journal.path("notes").asString("").replace("\u200b", ""))
        .filter(notes -> !notes.isEmpty())
        .toList();
  }

  private static TrackerException failure(ThrowingCallable call) {
    TrackerException e = catchThrowableOfType(TrackerException.class, call);
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void T01_file_find_comment_close_allIsReadBack() throws TrackerException {
    Instant before = Instant.now().minusSeconds(30);
    Ticket ticket = tracker.file(draft("dev-a <dev-a@bank.example>"), IN_TIME);
    assertThat(tracker.find(KEY)).extracting(Ticket::id).containsExactly(ticket.id());

    String said = Signature.under("Not seen for a week.", KEY);
    tracker.change(ticket, new TicketChange(said, Ticket.State.DONE, null, null, null), IN_TIME);

    TicketThread thread = tracker.read(ticket.id()).orElseThrow();
    assertThat(thread.ticket().state()).isEqualTo(Ticket.State.DONE);
    assertThat(thread.ticket().team()).isEqualTo("@team-a");
    assertThat(thread.ticket().priority()).isEqualTo(1);
    assertThat(thread.comments())
        .singleElement()
        .satisfies(comment -> assertThat(Signature.bears(comment.text(), KEY)).isTrue());
    assertThat(tracker.changedSince(before)).extracting(Ticket::id).contains(ticket.id());
  }

  @Test
  void read_ofAnIssueThatLostItsKey_isEmpty_andItIsThere() throws TrackerException {
    Ticket ticket = tracker.file(draft(null), IN_TIME);
    redmine.describe(ticket.id(), "rewritten by people");

    assertThat(tracker.read(ticket.id())).isEmpty();
    assertThat(tracker.isThere(ticket.id())).isTrue();
  }

  @Test
  void change_ofTheTeamAlone_keepsTheText() throws TrackerException {
    Ticket ticket = tracker.file(draft(null), IN_TIME);

    tracker.change(ticket, new TicketChange(null, null, null, "@team-b", null), IN_TIME);

    JsonNode after = redmine.issue(ticket.id());
    assertThat(after.path("description").asString().lines())
        .containsExactly("text", "", KEY.label() + " team:@team-b tocsin");
  }

  @Test
  void file_toAProjectThatIsNotThere_orWithAWrongKey_isNotNowAndNamesTheSetting()
      throws TrackerException {
    try (RedmineTracker lost = RedmineFixture.connect(redmine, Settings.USUAL.project("none"));
        RedmineTracker stranger = RedmineFixture.connect(redmine, Settings.USUAL.token("no"))) {
      assertNotNow(lost, "bot.redmine");
      assertNotNow(stranger, "token");
    }
    assertThat(tracker.find(KEY)).isEmpty();
  }

  private static void assertNotNow(RedmineTracker tracker, String said) {
    TrackerException e = failure(() -> tracker.file(draft(null), IN_TIME));
    assertThat(e).hasMessageContaining(said);
    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure(tracker::probe)).hasMessageContaining(said);
  }

  @Test
  void T10_change_toDone_passesOverWhatPeopleMeanByWontFix() throws TrackerException {
    Ticket ticket = tracker.file(draft(null), IN_TIME);

    tracker.change(ticket, DONE, IN_TIME);

    assertThat(status(ticket.id())).isEqualTo("Closed");
  }

  @Test
  void T10_change_toDone_whereNoStatusButWontFixIsClosed_leavesItOpenAndSaysWhy()
      throws TrackerException {
    Settings settings = Settings.USUAL.wontFix("Closed", "Rejected");
    try (RedmineTracker none = RedmineFixture.connect(redmine, settings)) {
      Ticket ticket = none.file(draft(null), IN_TIME);

      TrackerException e = failure(() -> none.change(ticket, DONE, IN_TIME));

      assertThat(e.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(e).hasMessageContaining("wont_fix of bot.redmine").hasMessageContaining("Closed");
      assertThat(status(ticket.id())).isEqualTo("New");
      assertThat(notes(ticket.id()))
          .singleElement()
          .satisfies(note -> assertThat(note).contains("wont_fix of bot.redmine"))
          .satisfies(note -> assertThat(Signature.isOurs(note)).isTrue());
    }
  }

  @Test
  void T13_change_toDone_goesOverTheStatusesThatTheWorkflowAllows_andBack()
      throws TrackerException {
    try (RedmineTracker support = RedmineFixture.connect(redmine, SUPPORT)) {
      Ticket ticket = support.file(draft(null), IN_TIME);

      support.change(
          ticket, new TicketChange("over", Ticket.State.DONE, null, null, null), IN_TIME);
      assertThat(status(ticket.id())).isEqualTo("Closed");
      assertThat(notes(ticket.id())).containsExactly("over");

      Ticket done = support.find(KEY).getFirst();
      support.change(done, new TicketChange(null, Ticket.State.OPEN, null, null, null), IN_TIME);
      assertThat(status(ticket.id())).isEqualTo("New");
    }
  }

  @Test
  void T13_change_toDone_whereTheWorkflowEnds_isRefused_andTheCommentIsThereWithTheReason()
      throws TrackerException {
    try (RedmineTracker support = RedmineFixture.connect(redmine, SUPPORT)) {
      Ticket ticket = support.file(draft(null), IN_TIME);
      redmine.move(ticket.id(), "Feedback");
      Ticket waits = support.find(KEY).getFirst();
      String said = Signature.under("Not seen for a week.", KEY);

      TrackerException e =
          failure(() ->
              support.change(
                  waits, new TicketChange(said, Ticket.State.DONE, null, null, null), IN_TIME));

      assertThat(e.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(e).hasMessageContaining("left in Feedback").hasMessageContaining("workflow");
      assertThat(notes(ticket.id()))
          .singleElement()
          .satisfies(note -> assertThat(note).contains("workflow", "Not seen for a week."))
          .satisfies(note -> assertThat(Signature.bears(note, KEY)).isTrue());
    }
  }

  @Test
  void file_forAMemberBehindTheFirstHundred_isTheirs() throws TrackerException {
    assertThat(tracker.file(draft("dev-b <dev-b@bank.example>"), IN_TIME).assignee())
        .isEqualTo("dev b");
  }

  @Test
  void T12_file_forSomebodyWhoIsNoMember_isFiledWithout_andACommentSaysSo()
      throws TrackerException {
    Ticket ticket = tracker.file(draft("who <who@gone.example>"), IN_TIME);

    assertThat(ticket.assignee()).isNull();
    assertSaid(ticket, "who@gone.example", "is no member of this project");
  }

  @Test
  void T12_file_forAMemberWhomNothingMayBeGiven_lacksTheAssigneeOnly_andACommentSaysSo()
      throws TrackerException {
    Ticket ticket = tracker.file(draft("dev-c <dev-c@bank.example>"), IN_TIME);

    assertThat(ticket.assignee()).isNull();
    assertThat(priority(ticket.id())).isEqualTo("Urgent");
    assertSaid(ticket, "Assignee is invalid");
  }

  @Test
  void T12_file_whereTheWorkflowKeepsTheAssignee_saysSo_asRedmineDoesNot() throws TrackerException {
    try (RedmineTracker support = RedmineFixture.connect(redmine, SUPPORT)) {
      Ticket ticket = support.file(draft("dev-a <dev-a@bank.example>"), IN_TIME);

      assertThat(ticket.assignee()).isNull();
      assertSaid(ticket, "assigned_to: its workflow lets this user not set it");
    }
  }

  @Test
  void T12_file_andChange_withAPriorityThatRedmineHasNot_leaveItOut_andCommentsSaySo()
      throws TrackerException {
    Settings settings = Settings.USUAL.priorities("P1", "High", "Normal", "Low");
    try (RedmineTracker other = RedmineFixture.connect(redmine, settings)) {
      Ticket ticket = other.file(draft(null), IN_TIME);
      assertThat(priority(ticket.id())).isEqualTo("Normal");
      assertSaid(ticket, "priority P1", "Urgent", "priorities of bot.redmine");

      other.change(ticket, new TicketChange(null, null, null, null, null, 1), IN_TIME);

      assertThat(notes(ticket.id()))
          .hasSize(2)
          .allSatisfy(note -> assertThat(note).contains("priority P1"));
    }
  }

  private static void assertSaid(Ticket ticket, String... words) {
    assertThat(notes(ticket.id()))
        .singleElement()
        .satisfies(note -> assertThat(note).contains(words))
        .satisfies(note -> assertThat(Signature.isOurs(note)).isTrue());
  }

  @Test
  void T12_file_withoutAFieldThatIsRequired_givesItAnyValue_andACommentSaysSo()
      throws TrackerException {
    try (RedmineTracker feature = RedmineFixture.connect(redmine, FEATURE)) {
      Ticket ticket = feature.file(draft("dev-a <dev-a@bank.example>"), IN_TIME);

      assertThat(cause(ticket).path("value").asString()).isEqualTo("code");
      assertThat(ticket.assignee()).isEqualTo("dev a");
      assertSaid(ticket, "Cause", "is required", "fields of bot.redmine", "code");
    }
  }

  @Test
  void T12_file_withAFieldSetWrong_orByOneWhoMayNotSeeItsValues_waits_andNamesFieldAndSetting()
      throws TrackerException {
    String id;
    try (RedmineTracker feature = RedmineFixture.connect(redmine, FEATURE)) {
      id = cause(feature.file(draft(null), IN_TIME)).path("id").asString();
    }
    Settings member = FEATURE.token(RedmineServer.MEMBER_KEY);
    try (RedmineTracker wrong =
            RedmineFixture.connect(redmine, FEATURE.fields(Map.of(id, "weather")));
        RedmineTracker lacking = RedmineFixture.connect(redmine, member);
        RedmineTracker right =
            RedmineFixture.connect(redmine, member.fields(Map.of(id, "people")))) {
      assertWaitsForCause(wrong, id);
      assertWaitsForCause(lacking, id);

      Ticket ticket = right.file(draft(null), IN_TIME);
      assertThat(cause(ticket).path("value").asString()).isEqualTo("people");
      assertThat(notes(ticket.id())).isEmpty();
    }
  }

  @Test
  void T12_file_ofTheFirstIssue_byOneWhoMayNotSeeItsFields_waits_andQuotesRedmine() {
    Settings member = FEATURE.token(RedmineServer.MEMBER_KEY);
    try (RedmineTracker lacking = RedmineFixture.connect(redmine, member)) {
      TrackerException e = failure(() -> lacking.file(draft(null), IN_TIME));
      assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
      assertThat(e.getMessage()).contains("Feature", "fields of bot.redmine", "HTTP 422: Cause ");
    }
  }

  @Test
  void file_whereNewIssuesAreInAnotherStatusThanTheFirst_isNoWorkInProgress()
      throws TrackerException {
    try (RedmineTracker feature = RedmineFixture.connect(redmine, FEATURE)) {
      Ticket ticket = feature.file(draft(null), IN_TIME);

      assertThat(status(ticket.id())).isEqualTo("Feedback");
      assertThat(ticket.state()).isEqualTo(Ticket.State.OPEN);
    }
  }

  private static JsonNode cause(Ticket ticket) {
    return redmine.issue(ticket.id()).path("custom_fields").path(0);
  }

  private static void assertWaitsForCause(RedmineTracker tracker, String id) {
    TrackerException e = failure(() -> tracker.file(draft("dev-a <a@bank.example>"), IN_TIME));
    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(e)
        .hasMessageContaining("fields of bot.redmine: Cause (\"" + id + "\")")
        .hasMessageContaining("HTTP 422: Cause ");
  }
}
