package io.tocsin.demo.run;

import io.tocsin.demo.load.LoadTest;
import io.tocsin.demo.load.Traffic;
import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.screen.Style;
import io.tocsin.demo.screen.Table;
import io.tocsin.demo.verdict.Latencies;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.Metrics;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the demo prints at the end. */
final class Summary {
  private final Screen screen;

  Summary(Screen screen) {
    this.screen = screen;
  }

  void table(List<PlannedFault> faults, FaultWatch watch) {
    Table table =
        new Table("fault", "where", "how it showed", "ticket", "owner", "seconds", "evidence");
    for (PlannedFault fault : faults) {
      Optional<FaultWatch.Arrival> arrival = watch.arrival(fault);
      table.row(
          Integer.toString(fault.number()),
          fault.place().code().shortCulprit(),
          how(fault),
          arrival.map(a -> a.ticket().id()).orElse("-"),
          arrival.map(a -> Report.shown(a.incident().team())).orElse("-"),
          arrival.map(a -> number(a.seconds())).orElse("-"),
          arrival
              .filter(a -> a.toFullEvidence().isPresent())
              .map(a -> '+' + number(a.toFullEvidence().getAsDouble()))
              .orElse("-"));
    }
    screen.line("");
    List<String> lines = table.lines();
    screen.line(screen.in(Style.STRONG, lines.getFirst()));
    lines.stream().skip(1).forEach(screen::line);
    screen.line("");
    List<Double> seconds =
        watch.arrivals().stream()
            .filter(arrival -> arrival.fault() instanceof PlannedException)
            .map(FaultWatch.Arrival::seconds)
            .toList();
    if (!seconds.isEmpty()) {
      Latencies latencies = new Latencies(seconds);
      screen.line(
          "  exception to ticket: median %s, maximum %s, of %d"
              .formatted(
                  screen.in(Style.STRONG, Report.seconds(latencies.median())),
                  screen.in(Style.STRONG, Report.seconds(latencies.max())),
                  latencies.sorted().size()));
    }
  }

  void verdict(List<Mismatch> mismatches, int faults) {
    if (mismatches.isEmpty()) {
      screen.line(
          "  %s plan and tickets agree: %s"
              .formatted(
                  screen.in(Style.GREEN, "✓"),
                  faults == 0
                      ? "no fault, a harmless release, no ticket"
                      : "kind, owner, person, method, trace, account, operation, commit of "
                          + faults));
      return;
    }
    screen.line(
        "  %s plan and tickets differ in %d"
            .formatted(screen.in(Style.RED, "✗"), mismatches.size()));
    mismatches.stream()
        .map(Mismatch::text)
        .sorted(Comparator.naturalOrder())
        .forEach(text -> screen.line("    " + screen.in(Style.RED, text)));
  }

  /** What a long while without faults came to. */
  void steady(Traffic traffic, LoadTest loadTest, Metrics metrics, List<Mismatch> filed) {
    String requests = "tocsin_latency_requests_total";
    String written = "tocsin_documents_written_total";
    screen.line("");
    count("operations", traffic.done(), "%,d could not be done".formatted(traffic.failed()));
    count("load test", loadTest.done(), "%,d could not be done".formatted(loadTest.failed()));
    count(
        "requests",
        metrics.sum(requests, ""),
        "%,d watched, %,d left out as a load test's, %,d late"
            .formatted(
                metrics.sum(requests, "outcome=\"watched\""),
                metrics.sum(requests, "outcome=\"load_test\""),
                metrics.sum(requests, "outcome=\"late\"")));
    count("spans", metrics.sum(written, "kind=\"span\""), "");
    count("log records", metrics.sum(written, "kind=\"log\""), "");
    count("endpoints", metrics.sum("tocsin_latency_endpoints", ""), "watched for latency");
    count("alarms", filed.size(), "expected: 0");
    screen.line("");
    verdict(filed, 0);
  }

  private void count(String what, long number, String more) {
    screen.line(
        "    %-12s %,11d  %s"
            .formatted(what, number, more.isEmpty() ? "" : screen.in(Style.QUIET, more))
            .stripTrailing());
  }

  private static String how(PlannedFault fault) {
    return switch (fault) {
      case PlannedException exception -> exception.place().ending().text();
      case PlannedCrash crash -> "fatal JVM error of " + crash.place().service();
      case PlannedSlowdown slowdown ->
          "release made %s slow".formatted(slowdown.place().operation());
    };
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }
}
