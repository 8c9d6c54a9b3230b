package io.tocsin.demo.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.watch.SeenEvent;
import io.tocsin.demo.watch.SeenIncident;
import io.tocsin.demo.watch.SeenTicket;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Report report =
      new Report(new Screen(new PrintStream(printed, true, UTF_8), false, Map.of()));
  private final PlannedFault crash = Plan.of(1, 1).crash().orElseThrow();

  @Test
  void crash_isToldWithSecondsFromDeathAndFromRestart() {
    report.arrived(arrival("@bank/oak", OptionalDouble.empty()));

    assertThat(printed())
        .contains("TOC-2: crash in a.B.c", "@bank/oak, dev-1", "T-2 after 9.50 s, 3.25 s after");
  }

  @Test
  void news_areToldOnceAndAnotherOwnerAgain() {
    SeenEvent cause = new SeenEvent("diagnosed", Map.of("sentence", "It read address 8."), "");
    report.arrived(arrival("@bank/oak", OptionalDouble.empty()));
    report.news(arrival("@bank/oak", OptionalDouble.empty(), cause));
    report.news(arrival("@bank/elm", OptionalDouble.of(12), cause));
    report.news(arrival("@bank/elm", OptionalDouble.of(12), cause));

    assertThat(printed().lines().filter(line -> line.contains("It read address 8."))).hasSize(1);
    assertThat(printed().lines().filter(line -> line.contains("@bank/oak"))).hasSize(1);
    assertThat(printed().lines().filter(line -> line.contains("@bank/elm"))).hasSize(1);
    assertThat(printed().lines().filter(line -> line.contains("complete 12.00 s after")))
        .hasSize(1);
  }

  @Test
  void evidence_ofASlowRelease_namesMethodAndCommit() {
    report.news(
        arrival(
            "@bank/oak",
            OptionalDouble.empty(),
            new SeenEvent(
                "profile_compared",
                Map.of("class", "a.B", "method", "c", "before_share", "0.0", "after_share", "0.4"),
                ""),
            new SeenEvent("suspect_commit", Map.of("commit", "abc", "author", "dev-2"), ""),
            new SeenEvent("evidence_missing", Map.of(), "not found: a profile")));

    assertThat(printed())
        .contains("a.B.c · share of all samples 0.4, before 0.0", "abc by dev-2", "not found: a");
  }

  private FaultWatch.Arrival arrival(String team, OptionalDouble evidence, SeenEvent... timeline) {
    return new FaultWatch.Arrival(
        crash,
        new SeenTicket("T-2", "tocsin-a", "http://tracker/2", "It died", "", team, "dev-1"),
        new SeenIncident(
            "TOC-2",
            "crash",
            "tocsin-a",
            "accounts",
            null,
            null,
            null,
            "a.B.c",
            team,
            "dev-1",
            List.of("CODEOWNERS line 2"),
            List.of(timeline)),
        9.5,
        OptionalDouble.of(3.25),
        evidence);
  }

  private String printed() {
    return printed.toString(UTF_8);
  }
}
