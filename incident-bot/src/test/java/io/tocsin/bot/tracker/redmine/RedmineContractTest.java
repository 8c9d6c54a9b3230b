package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.redmineserver.RedmineServer;
import io.tocsin.bot.tracker.IssueTrackerContract;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** On a real Redmine; all tests share one. */
@Tag("long")
class RedmineContractTest extends IssueTrackerContract {
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
    RedmineFixture.forget(redmine, tracker, KEY, OTHER_KEY);
  }

  @AfterEach
  void disconnect() {
    tracker.close();
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
}
