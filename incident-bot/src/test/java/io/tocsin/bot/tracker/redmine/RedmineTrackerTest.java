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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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

  private static RedmineServer redmine;
  private RedmineTracker tracker;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws IOException {
    String missing = RedmineServer.missing();
    Assumptions.assumeTrue(missing == null, missing);
    redmine = RedmineServer.start(folder);
  }

  @AfterAll
  static void stopServer() {
    if (redmine != null) {
      redmine.close();
    }
  }

  @BeforeEach
  void connect() throws TrackerException {
    tracker = RedmineFixture.connect(redmine);
    RedmineFixture.forget(redmine, tracker, KEY);
  }

  @AfterEach
  void disconnect() {
    tracker.close();
  }

  /**
   * @param assignee null for nobody
   */
  private static TicketDraft draft(@Nullable String assignee) {
    return new TicketDraft(KEY, "it fails", "text", "@team-a", assignee, 1, List.of("tocsin"));
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
}
