package io.tocsin.demo.run;

import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.screen.Style;
import io.tocsin.demo.screen.Table;
import io.tocsin.demo.verdict.Latencies;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.SeenIncident;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the demo prints about faults. */
final class Report {
  private final Screen screen;

  Report(Screen screen) {
    this.screen = screen;
  }

  /**
   * @param again the same place has failed before
   */
  void struck(PlannedFault fault, boolean again) {
    screen.line("");
    row(
        fault.number(),
        "fault",
        "%s in %s %s"
            .formatted(
                screen.in(Style.STRONG, fault.place().exception()),
                screen.in(Style.STRONG, fault.place().shortCulprit()),
                screen.in(
                    Style.QUIET,
                    "· " + fault.place().ending().text() + (again ? " · once more" : ""))));
  }

  void arrived(FaultWatch.Arrival arrival) {
    SeenIncident incident = arrival.incident();
    int number = arrival.fault().number();
    row(number, "incident", "%s in %s".formatted(incident.name(), shown(incident.culprit())));
    if (incident.team() != null) {
      owner(arrival);
    }
    row(
        number,
        "ticket",
        "%s after %s %s"
            .formatted(
                screen.in(Style.GREEN, arrival.ticket().id()),
                screen.in(Style.STRONG, seconds(arrival.seconds())),
                screen.in(Style.QUIET, "· " + arrival.ticket().url())));
  }

  void owner(FaultWatch.Arrival arrival) {
    SeenIncident incident = arrival.incident();
    String because = incident.because().isEmpty() ? "" : incident.because().getFirst();
    row(
        arrival.fault().number(),
        "owner",
        "%s, %s %s"
            .formatted(
                screen.in(Style.CYAN, shown(incident.team())),
                shown(incident.person()),
                screen.in(Style.QUIET, "· " + because)));
  }

  void table(List<PlannedFault> faults, FaultWatch watch) {
    Table table = new Table("fault", "where", "how it showed", "ticket", "owner", "seconds");
    for (PlannedFault fault : faults) {
      FaultWatch.Arrival arrival =
          watch.arrivals().stream()
              .filter(candidate -> candidate.fault().number() == fault.number())
              .findFirst()
              .orElse(null);
      table.row(
          Integer.toString(fault.number()),
          fault.place().shortCulprit(),
          fault.place().ending().text(),
          arrival == null ? "-" : arrival.ticket().id(),
          arrival == null ? "-" : shown(arrival.ticket().team()),
          arrival == null ? "-" : "%.2f".formatted(arrival.seconds()));
    }
    screen.line("");
    List<String> lines = table.lines();
    screen.line(screen.in(Style.STRONG, lines.getFirst()));
    lines.stream().skip(1).forEach(screen::line);
    screen.line("");
    if (!watch.arrivals().isEmpty()) {
      Latencies latencies =
          new Latencies(watch.arrivals().stream().map(FaultWatch.Arrival::seconds).toList());
      screen.line(
          "  fault to ticket: median %s, maximum %s, of %d"
              .formatted(
                  screen.in(Style.STRONG, seconds(latencies.median())),
                  screen.in(Style.STRONG, seconds(latencies.max())),
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
                      ? "no fault, no ticket"
                      : "owner, person, method, trace, account of " + faults));
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

  private void row(int number, String what, String text) {
    screen.line("  %3d  %-9s %s".formatted(number, what, text));
  }

  private static String shown(@Nullable String text) {
    return text == null ? "nobody" : text;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
