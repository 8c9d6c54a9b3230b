package io.tocsin.bot.backtest;

import static io.tocsin.model.backtest.BacktestLine.Difference.NEW;
import static io.tocsin.model.backtest.BacktestLine.Difference.NOT_FILED;
import static io.tocsin.model.backtest.BacktestLine.Difference.OWNER;
import static io.tocsin.model.backtest.BacktestLine.Difference.PRIORITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.filing.StormConfig;
import io.tocsin.bot.mute.MaintenanceWindow;
import io.tocsin.bot.mute.MuteConfig;
import io.tocsin.bot.priority.PriorityRule;
import io.tocsin.model.backtest.BacktestLine;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** History that the real bot has lived through, and what other settings would have made of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final LivedHistory history = new LivedHistory();

  /** Everything that decides whether there is a ticket, once. */
  @BeforeAll
  void live() {
    history.pass(HOUR);
    Incident recurring = history.happens(1, "prod");
    history.happens(1, "stage");
    history.pass(HOUR);
    history.happens(1, "prod");
    Incident done = history.happens(2, "prod");
    Incident forGood = history.happens(3, "prod");
    Incident longGone = history.happens(4, "stage");
    history.happens(5, "prod", true);
    history.pass(HOUR);
    history.closed(done, Ticket.State.DONE);
    history.closed(forGood, Ticket.State.WONT_FIX);
    history.closed(longGone, Ticket.State.DONE);
    history.silence("s1", "environment=\"stage\"", HOUR.multipliedBy(2));
    history.pass(HOUR);
    history.happens(6, "stage");
    Incident muted = history.happens(7, "stage");
    history.closed(muted, Ticket.State.DONE);
    history.pass(HOUR.multipliedBy(2));
    history.muted(recurring, DAY);
    history.pass(DAY.multipliedBy(2));
    history.happens(2, "prod");
    history.happens(3, "prod");
    history.pass(DAY.multipliedBy(8));
    history.happens(4, "stage");
    history.pass(HOUR);
  }

  @AfterAll
  void close() {
    history.close();
  }

  /** Names of the incidents that differ so. */
  private static Set<String> differing(BacktestReport report, BacktestLine.Difference how) {
    return report.lines().stream()
        .filter(line -> line.differences().contains(how))
        .map(line -> String.valueOf(line.incident()))
        .collect(Collectors.toSet());
  }

  private static Set<String> namesIn(BacktestReport report, String environment) {
    return report.lines().stream()
        .filter(line -> line.environment().equals(environment) && line.happened() != null)
        .map(line -> Objects.requireNonNull(line.incident()))
        .collect(Collectors.toSet());
  }

  @Test
  void theSameSettings_fileTheSame() {
    BacktestReport report = history.backtest(LivedHistory.candidate(), history.begin);

    assertThat(report.lines()).allMatch(BacktestLine::same);
    assertThat(report.happened()).isEqualTo(history.tracker.count()).isEqualTo(7);
    assertThat(report.would()).isEqualTo(7);
    assertThat(report.signals()).isEqualTo(12);
    assertThat(report.notes()).isEmpty();
    assertThat(report.byTeam()).isEqualTo(Map.of("@ledger", 4L, "@payments-core", 3L));
    assertThat(report.lines())
        .allSatisfy(line -> {
          assertThat(line.happened().title()).isEqualTo(line.would().title()).contains("Refund");
          assertThat(line.happened().priority()).isEqualTo(3);
          assertThat(line.happened().id()).isNotNull();
        });
  }

  @Test
  void anotherOwner_differsForExactlyThoseItIsOf() {
    Candidate candidate =
        LivedHistory.candidate(
            LivedHistory.owners("@books"),
            MuteConfig.defaults(),
            Samples.RECURRENCE,
            LivedHistory.UNLIMITED,
            List.of());

    BacktestReport report = history.backtest(candidate, history.begin);

    assertThat(differing(report, OWNER)).isEqualTo(namesIn(report, "stage")).hasSize(4);
    assertThat(report.byDifference()).isEqualTo(Map.of(OWNER, 4L));
    assertThat(report.lines().getFirst().would().team()).isEqualTo("@books");
    assertThat(report.lines().getFirst().happened().team()).isEqualTo("@ledger");
    assertThat(report.lines().getFirst().because()).contains("rule of the environment");
  }

  @Test
  void aSilenceThatIsTriedOut_filesNothingOfWhatItMatches() {
    BacktestReport report =
        history.backtest(LivedHistory.candidate(), history.begin, "environment=\"stage\"");

    assertThat(differing(report, NOT_FILED)).isEqualTo(namesIn(report, "stage")).hasSize(4);
    assertThat(report.byDifference()).isEqualTo(Map.of(NOT_FILED, 4L));
    assertThat(report.would()).isEqualTo(3);
    assertThat(report.lines().getFirst().because()).contains("tried-1");
  }

  @Test
  void aMaintenanceWindow_holdsTicketsBackUntilItsEnd() {
    MaintenanceWindow allDay =
        new MaintenanceWindow(
            "nights",
            "work",
            "environment=\"prod\"",
            days(),
            "14:00",
            "20:00",
            "UTC",
            null,
            null,
            null);
    Candidate candidate =
        LivedHistory.candidate(
            LivedHistory.owners("@ledger"),
            new MuteConfig(List.of(), List.of(allDay), Duration.ofSeconds(5), 5_000),
            Samples.RECURRENCE,
            LivedHistory.UNLIMITED,
            List.of());

    BacktestReport report = history.backtest(candidate, history.begin);

    // Those that were closed before its end never need one, so the one that was back had nothing to
    // be reopened; what went on is told at its end.
    assertThat(report.byDifference()).isEqualTo(Map.of(NOT_FILED, 2L, NEW, 1L));
    BacktestLine recurring =
        report.lines().stream()
            .filter(line -> line.environment().equals("prod") && line.same())
            .findFirst()
            .orElseThrow();
    assertThat(recurring.would().at()).isEqualTo(Instant.parse("2026-03-01T20:00:00Z"));
  }

  private static List<String> days() {
    return List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  }

  @Test
  void anotherPriority_differsForExactlyThoseItMatches() {
    Candidate candidate =
        LivedHistory.candidate(
            LivedHistory.owners("@ledger"),
            MuteConfig.defaults(),
            Samples.RECURRENCE,
            LivedHistory.UNLIMITED,
            List.of(new PriorityRule("refunds", "POST*", null, 1)));

    BacktestReport report = history.backtest(candidate, history.begin);

    assertThat(report.byDifference()).isEqualTo(Map.of(PRIORITY, 7L));
  }

  @Test
  void aBudgetOfOneTicketAnHour_leavesOutWhatAnUmbrellaWouldName() {
    Candidate candidate =
        LivedHistory.candidate(
            LivedHistory.owners("@ledger"),
            MuteConfig.defaults(),
            Samples.RECURRENCE,
            new StormConfig(1, Duration.ofMinutes(5)),
            List.of());

    BacktestReport report = history.backtest(candidate, history.begin);

    assertThat(report.byDifference()).isEqualTo(Map.of(NOT_FILED, 1L));
    assertThat(report.lines().getFirst().because()).contains("umbrella");
  }

  @Test
  void otherRecurrence_opensWhereItWasReopened() {
    Candidate candidate =
        LivedHistory.candidate(
            LivedHistory.owners("@ledger"),
            MuteConfig.defaults(),
            Samples.NOTHING_FOLLOWS,
            LivedHistory.UNLIMITED,
            List.of());

    BacktestReport report = history.backtest(candidate, history.begin);

    assertThat(report.byDifference()).isEqualTo(Map.of(NEW, 1L));
    assertThat(report.would()).isEqualTo(8);
  }

  @Test
  void whatWasOpenBefore_isKnown_andIsNoNewTicket() {
    Instant later = history.begin.plus(DAY);

    BacktestReport report = history.backtest(LivedHistory.candidate(), later);

    assertThat(report.lines()).allMatch(BacktestLine::same).hasSize(1);
    assertThat(report.lines().getFirst().environment()).isEqualTo("stage");
  }

  @Test
  void aLimitThatIsMet_endsItThere_andIsSaid() {
    BacktestReport report =
        history.backtest(LivedHistory.candidate(), new BacktestConfig(3, 100), history.begin);

    assertThat(report.notes()).hasSize(1).first().asString().contains("max_signals (3)");
    assertThat(report.signals()).isEqualTo(3);
    assertThat(report.lines()).allMatch(BacktestLine::same).hasSize(2);
  }

  @Test
  void nothingIsWritten() {
    List<Incident> incidents = history.house.all();
    int rows = history.house.ledger().rows().size();
    long tickets = history.tracker.count();

    history.backtest(LivedHistory.candidate(), history.begin, "environment=\"stage\"");

    assertThat(history.house.all()).isEqualTo(incidents);
    assertThat(history.house.ledger().rows()).hasSize(rows);
    assertThat(history.tracker.count()).isEqualTo(tickets);
  }
}
