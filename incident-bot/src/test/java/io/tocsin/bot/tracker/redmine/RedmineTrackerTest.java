package io.tocsin.bot.tracker.redmine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.redmineserver.RedmineServer;
import io.tocsin.bot.tracker.IssueTrackerContract;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The contract, on a real Redmine; all tests share one. */
@Tag("long")
class RedmineTrackerTest extends IssueTrackerContract {
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
    tracker = tracker(RedmineServer.API_KEY, "payments");
    // Those of the test before would be found as well.
    for (TicketKey key : List.of(KEY, OTHER_KEY)) {
      for (Ticket old : tracker.find(key)) {
        redmine.delete(old.id());
      }
    }
  }

  @AfterEach
  void disconnect() {
    tracker.close();
  }

  private static RedmineTracker tracker(String key, String project) {
    return new RedmineTracker(
        new RedmineConfig(
            redmine.url(),
            new Secret(key),
            project,
            "Bug",
            List.of(),
            Map.of(),
            List.of(),
            RedmineConfig.Markup.TEXTILE,
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1)),
        InstantSource.system());
  }

  @Override
  protected Tracker tracker() {
    return tracker;
  }

  @Override
  protected String file(String id, String name) {
    return redmine.file(id, name);
  }

  @Override
  protected void closeForGood(String id) {
    redmine.move(id, "Rejected");
  }

  @Override
  protected String titleIsCalled() {
    return "subject";
  }

  /** Redmine shows members' names only, and these are called so. */
  @Override
  protected String shown(String person) {
    return person.startsWith("@") ? "dev b" : "dev a";
  }

  @Override
  protected TicketThread stored(String id) {
    JsonNode issue = redmine.issue(id);
    List<String> lines = issue.get("description").asString().strip().lines().toList();
    List<String> words = List.of(lines.getLast().split(" "));
    Ticket ticket =
        new Ticket(
            id,
            new TicketKey(words.getFirst()),
            redmine.url() + "/issues/" + id,
            switch (issue.path("status").path("name").asString()) {
              case "New" -> Ticket.State.OPEN;
              case "Closed" -> Ticket.State.DONE;
              default -> Ticket.State.IN_PROGRESS;
            },
            issue.get("subject").asString(),
            String.join("\n", lines.subList(0, lines.size() - 1)),
            words.get(1).substring("team:".length()),
            issue.path("assigned_to").path("name").asString(),
            List.of("Urgent", "High", "Normal", "Low")
                    .indexOf(issue.path("priority").path("name").asString())
                + 1,
            words.subList(2, words.size()),
            Instant.EPOCH);
    return new TicketThread(
        ticket,
        issue
            .path("journals")
            .valueStream()
            .map(journal -> journal.path("notes").asString(""))
            .filter(notes -> !notes.isEmpty())
            .map(notes -> new TicketComment(Instant.EPOCH, "tocsin", notes))
            .toList());
  }

  @Test
  void T12_file_forSomebodyWhoIsNoMember_isFiledWithout() throws TrackerException {
    TicketDraft draft =
        new TicketDraft(KEY, "it fails", "text", null, "who <who@gone.example>", 1, List.of());

    assertThat(tracker.file(draft, IN_TIME).assignee()).isNull();
  }

  @Test
  void change_ofTheTeamAlone_keepsTheText() throws TrackerException {
    Ticket ticket = tracker.file(draft(KEY), IN_TIME);
    String before = stored(ticket.id()).ticket().body();

    tracker.change(ticket, new TicketChange(null, null, null, "@team-b", null));

    assertThat(stored(ticket.id()).ticket().team()).isEqualTo("@team-b");
    assertThat(stored(ticket.id()).ticket().body()).isEqualTo(before);
  }

  @Test
  void file_toAProjectThatIsNotThere_orWithAWrongKey_isNotNowAndNamesTheSetting() {
    try (RedmineTracker lost = tracker(RedmineServer.API_KEY, "none");
        RedmineTracker stranger = tracker("not-it", "payments")) {
      assertNotNow(lost, "bot.redmine");
      assertNotNow(stranger, "token");
    }
    assertThat(redmine.issues().stream().filter(i -> i.toString().contains(KEY.label()))).isEmpty();
  }

  private static void assertNotNow(RedmineTracker tracker, String said) {
    TrackerException e =
        catchThrowableOfType(TrackerException.class, () -> tracker.file(draft(KEY), IN_TIME));
    assertThat(e).isNotNull().hasMessageContaining(said);
    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    TrackerException probed = catchThrowableOfType(TrackerException.class, tracker::probe);
    assertThat(probed).isNotNull().hasMessageContaining(said);
  }
}
