package io.tocsin.bot.tracker.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.fakeforge.FakeForge;
import io.tocsin.bot.fakeforge.FakeGitHub;
import io.tocsin.bot.fakeforge.FakeIssue;
import io.tocsin.bot.forge.ForgeTracker;
import io.tocsin.bot.tracker.ForgeContract;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubTest extends ForgeContract {
  private final FakeGitHub github = new FakeGitHub(TOKEN);
  private final ForgeTracker tracker = connect(TOKEN, "bank/fees");

  @Override
  protected ForgeTracker connect(String token, String project) {
    return GitHub.of(
        new GitHubConfig(
            URI.create(github.url()),
            new Secret(token),
            project,
            List.of(),
            List.of(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30)),
        InstantSource.system());
  }

  @AfterEach
  void stop() {
    tracker.close();
    github.close();
  }

  @Override
  protected Tracker tracker() {
    return tracker;
  }

  @Override
  protected FakeForge forge() {
    return github;
  }

  /** What is folded into a comment. */
  @Override
  protected String file(String id, String name) {
    return github.issue(id).comments.stream()
        .flatMap(text ->
            Pattern.compile(name + "</summary>\n\n(`+)\n(.*?)\n\\1\n", Pattern.DOTALL)
                .matcher(text)
                .results())
        .map(found -> found.group(2))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void attach_takesNoFiles_soItLinksThem_andCutsALongText() throws TrackerException {
    Ticket ticket = tracker.file(draft(KEY), IN_TIME);
    List<Attachment> files =
        List.of(
            attachment("log-excerpt.txt", "text/plain", "💥".repeat(100_000)),
            attachment("profile-difference.svg", "image/svg+xml", "<svg/>"));

    tracker.attach(ticket, files, OTHER_KEY, IN_TIME);

    String comment = github.issue(ticket.id()).comments.getFirst();
    assertThat(comment)
        .contains("GitHub takes no files")
        .contains("](http://tocsin.example/incidents/TOC-1/evidence/profile-difference.svg)")
        .contains("cut; all of it is behind the link")
        .hasSizeLessThan(65_536);
  }

  @Test
  void read_ofWhatPeopleDeletedOrTransferred_isEmpty_andTheOthersAreRead() throws TrackerException {
    Ticket deleted = tracker.file(draft(KEY), IN_TIME);
    Ticket transferred = tracker.file(draft(KEY), IN_TIME);
    Ticket there = tracker.file(draft(OTHER_KEY), IN_TIME);
    github.delete(deleted.id());
    github.transfer(transferred.id());

    assertThat(tracker.read(deleted.id())).isEmpty();
    assertThat(tracker.read(transferred.id())).isEmpty();
    assertThat(tracker.attached(transferred.id())).isEmpty();
    assertThat(tracker.read(there.id())).isPresent();
  }

  @Test
  void probe_ofARepositoryThatWasRenamed_whoseIssuesAreGoneAlike_isNotNow()
      throws TrackerException {
    Ticket ticket = tracker.file(draft(KEY), IN_TIME);
    github.rename();

    assertThat(tracker.isThere(ticket.id())).isFalse();
    assertNotNow("points elsewhere", "bot.github");
  }

  @Test
  void probe_whileIssuesAreSwitchedOff_andEachIsGoneAlike_isNotNow() throws TrackerException {
    Ticket ticket = tracker.file(draft(KEY), IN_TIME);
    github.switchIssuesOff();

    assertThat(tracker.isThere(ticket.id())).isFalse();
    assertNotNow("the repository has no issues", "bot.github");
  }

  private void assertNotNow(String... words) {
    TrackerException e = catchThrowableOfType(TrackerException.class, tracker::probe);
    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(e.getMessage()).contains(words);
  }

  @Override
  protected String urlOf(FakeIssue issue) {
    return github.url() + "/bank/fees/issues/" + issue.number;
  }

  @Override
  protected String teamPrefix() {
    return "team:";
  }

  @Override
  protected List<String> priorities() {
    return List.of("P1", "P2", "P3", "P4");
  }

  @Override
  protected int longestTitle() {
    return 256;
  }
}
