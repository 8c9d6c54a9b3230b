package io.tocsin.bot.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.fakeforge.FakeForge;
import io.tocsin.bot.fakeforge.FakeForge.Fault;
import io.tocsin.bot.fakeforge.FakeIssue;
import io.tocsin.bot.label.Signature;
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
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What GitHub and GitLab have in common: labels that may be left out, texts that are acted on. */
public abstract class ForgeContract extends IssueTrackerContract {
  protected static final String TOKEN = "token-of-the-bot";

  protected abstract FakeForge forge();

  /** With another token, or for another project. */
  protected abstract Tracker connect(String token, String project);

  protected abstract String urlOf(FakeIssue issue);

  protected abstract String teamPrefix();

  protected abstract List<String> priorities();

  @Test
  void file_withAComponent_hasItAsALabel() throws TrackerException {
    TicketDraft draft =
        new TicketDraft(KEY, "it fails", "text", "@a", null, 2, List.of("prod"), "Fees and rates");

    Ticket ticket = tracker().file(draft, IN_TIME);

    assertThat(forge().issue(ticket.id()).labels)
        .contains(teamPrefix().replace("team", "component") + "Fees-and-rates");
  }

  @Override
  protected void closeForGood(String id) {
    forge().closeForGood(id);
  }

  /** They know people by login. */
  @Override
  protected String shown(String person) {
    return person.replaceFirst(" <.*", "").replaceFirst("^@", "");
  }

  @Override
  protected TicketThread stored(String id) {
    FakeIssue issue = forge().issue(id);
    List<String> labels = List.copyOf(issue.labels);
    Ticket ticket =
        new Ticket(
            id,
            new TicketKey(labels.stream().filter(TicketKey::isLabel).findFirst().orElseThrow()),
            urlOf(issue),
            issue.closed ? Ticket.State.DONE : Ticket.State.OPEN,
            issue.title,
            issue.body,
            labels.stream()
                .filter(label -> label.startsWith(teamPrefix()))
                .map(label -> label.substring(teamPrefix().length()))
                .findFirst()
                .orElse(null),
            issue.assignee,
            1 + labels.stream().mapToInt(priorities()::indexOf).max().orElse(-1),
            labels.stream()
                .filter(label ->
                    !label.startsWith(teamPrefix())
                        && !TicketKey.isLabel(label)
                        && !priorities().contains(label))
                .toList(),
            Instant.EPOCH);
    return new TicketThread(
        ticket,
        issue.comments.stream()
            .map(text -> new TicketComment(Instant.EPOCH, "tocsin", text))
            .toList());
  }

  private static TrackerException failure(ThrowingCallable call) {
    return catchThrowableOfType(TrackerException.class, call);
  }

  @Test
  void T02_file_whoseAnswerIsLost_isUnknownAndTheIssueIsFound() throws TrackerException {
    tracker().probe();
    forge().next(Fault.LOSE_ANSWER);

    assertThat(failure(() -> tracker().file(draft(KEY), IN_TIME)).outcome())
        .isEqualTo(Outcome.UNKNOWN);

    assertThat(tracker().find(KEY)).hasSize(1);
  }

  @Test
  void T03_find_whileTheListLags_lacksTheYoungest() throws TrackerException {
    tracker().file(draft(KEY), IN_TIME);
    forge().lagBy(1);

    assertThat(tracker().find(KEY)).isEmpty();
    forge().lagBy(0);
    assertThat(tracker().find(KEY)).hasSize(1);
  }

  @Test
  void T05_file_atALimit_didNothingAndSaysHowLongToWait() {
    forge().next(Fault.LIMITED);

    TrackerException limited = failure(() -> tracker().file(draft(KEY), IN_TIME));

    assertThat(limited.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(forge().all()).isEmpty();
  }

  @Test
  void file_thatFailsWithinTheServer_isUnknown() {
    forge().next(Fault.FAIL);

    assertThat(failure(() -> tracker().file(draft(KEY), IN_TIME)).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void file_withoutTheRightToSetLabels_filesNothingAndSaysWhatToGive() {
    forge().takeRights();

    TrackerException refused = failure(() -> tracker().file(draft(KEY), IN_TIME));

    assertThat(refused.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(refused).hasMessageContaining("labels").hasMessageContaining("role");
    assertThat(forge().all()).isEmpty();
  }

  @Test
  void file_whenTheRightWasTakenMeanwhile_closesWhatNobodyWouldFind() throws TrackerException {
    tracker().probe();
    forge().takeRights();

    TrackerException refused = failure(() -> tracker().file(draft(KEY), IN_TIME));

    assertThat(refused.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(forge().all()).singleElement().satisfies(issue -> assertThat(issue.closed).isTrue());
  }

  @Test
  void probe_withAWrongToken_namesTheSetting() {
    assertThat(failure(() -> connect("another", "bank/fees").probe()))
        .hasMessageContaining("does not know the token")
        .hasMessageContaining("check url and token of bot.");
  }

  @Test
  void probe_ofAProjectThatIsNotThere_saysSo() {
    assertThat(failure(() -> connect(TOKEN, "bank/nowhere").probe()))
        .hasMessageContaining("not at this address")
        .hasMessageContaining("Not Found");
  }

  @Test
  void T12_file_forSomebodyWhomItDoesNotKnow_leavesItToTheTeam_andACommentSaysSo()
      throws TrackerException {
    TicketDraft draft =
        new TicketDraft(KEY, "title", "body", "@team", "who <who@bank.example>", 1, List.of());

    Ticket ticket = tracker().file(draft, IN_TIME);

    assertThat(ticket.assignee()).isNull();
    assertSaid(ticket, "no issue here can be given to them");
  }

  @Test
  void T12_file_whereTheAssigneeIsLeftOutWithoutAWord_saysSoInAComment() throws TrackerException {
    forge().dropAssignees();

    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    assertThat(ticket.assignee()).isNull();
    assertSaid(ticket, "dev-a");
  }

  private void assertSaid(Ticket ticket, String words) {
    assertThat(forge().issue(ticket.id()).comments)
        .singleElement()
        .satisfies(comment -> assertThat(comment).contains(words))
        .satisfies(comment -> assertThat(Signature.isOurs(comment)).isTrue());
  }

  @Test
  void read_ofAnIssueThatLostItsKey_isEmpty_andItIsThere() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    forge().issue(ticket.id()).labels.remove(KEY.label());

    assertThat(tracker().read(ticket.id())).isEmpty();
    assertThat(tracker().isThere(ticket.id())).isTrue();
  }

  @Test
  void read_ofWhatBearsALabelOfWorkInProgress_saysSo_untilItIsClosed() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    forge().issue(ticket.id()).labels.add("In Progress");

    assertThat(state(ticket)).isEqualTo(Ticket.State.IN_PROGRESS);
    assertThat(tracker().find(KEY).getFirst().state()).isEqualTo(Ticket.State.IN_PROGRESS);

    forge().issue(ticket.id()).closed = true;
    assertThat(state(ticket)).isEqualTo(Ticket.State.DONE);
  }

  @Test
  void T10_change_ofADoneTicketToOpen_takesAwayWhatSaidThatSomebodyWorksOnIt()
      throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    forge().issue(ticket.id()).labels.add("Doing");
    forge().issue(ticket.id()).closed = true;
    Ticket done = tracker().read(ticket.id()).orElseThrow().ticket();

    tracker().change(done, new TicketChange(null, Ticket.State.OPEN, null, null, null), IN_TIME);

    assertThat(state(ticket)).isEqualTo(Ticket.State.OPEN);
  }

  private Ticket.State state(Ticket ticket) throws TrackerException {
    return tracker().read(ticket.id()).orElseThrow().ticket().state();
  }

  @Test
  void change_toSomebodyWhomItDoesNotKnow_saysItInAComment() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    tracker().change(ticket, new TicketChange(null, null, null, null, "@nobody-here"));

    assertThat(forge().issue(ticket.id()).comments)
        .singleElement()
        .satisfies(comment -> assertThat(comment).contains("nobody-here"));
    assertThat(forge().issue(ticket.id()).assignee).isEqualTo("dev-a");
  }

  @Test
  void change_ofADoneTicket_opensItAgain() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    tracker().change(ticket, new TicketChange(null, Ticket.State.DONE, null, null, null));

    tracker().change(ticket, new TicketChange("back", Ticket.State.OPEN, null, null, null));

    assertThat(tracker().find(KEY).getFirst().state()).isEqualTo(Ticket.State.OPEN);
  }

  @Test
  void whatALogSays_mentionsNobodyAndCommandsNothing() throws TrackerException {
    String said = "@dev-b broke #12\n\n/close\n\nfixes !3";
    Ticket ticket = tracker().file(draft(KEY, "title", said), IN_TIME);

    tracker().change(ticket, new TicketChange(said, null, null, null, null));

    FakeIssue issue = forge().issue(ticket.id());
    assertThat(issue.closed).isFalse();
    assertThat(List.of(issue.body, issue.comments.getFirst()))
        .allSatisfy(text ->
            assertThat(text)
                .doesNotContain("@dev-b", "#12", "!3")
                .doesNotContainPattern("(?m)^/close"));
  }
}
