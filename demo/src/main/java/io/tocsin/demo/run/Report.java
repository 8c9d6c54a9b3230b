package io.tocsin.demo.run;

import io.tocsin.demo.history.Release;
import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.screen.Style;
import io.tocsin.demo.watch.SeenEvent;
import io.tocsin.demo.watch.SeenIncident;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the demo prints while faults happen. */
final class Report {
  private final Screen screen;

  Report(Screen screen) {
    this.screen = screen;
  }

  /**
   * @param again the same place has failed before
   */
  void struck(PlannedException fault, boolean again) {
    screen.line("");
    row(
        fault.number(),
        "fault",
        "%s in %s %s"
            .formatted(
                strong(fault.place().exception()),
                strong(fault.place().code().shortCulprit()),
                quiet(fault.place().ending().text() + (again ? " · once more" : ""))));
  }

  void struck(PlannedCrash fault) {
    screen.line("");
    row(
        fault.number(),
        "fault",
        "%s in %s %s"
            .formatted(
                strong("SIGSEGV"),
                strong(fault.place().code().shortCulprit()),
                quiet("the JVM of %s dies".formatted(fault.place().service()))));
  }

  void restarted(PlannedCrash fault) {
    row(fault.number(), "restart", fault.place().service() + " answers again");
  }

  void released(Version version, Release release, Optional<PlannedSlowdown> slowdown) {
    screen.line("");
    String what =
        "%s from %s %s"
            .formatted(
                strong("release " + version.name()),
                version.revision().substring(0, 8),
                quiet("%d commits since the version before".formatted(release.commits())));
    if (slowdown.isEmpty()) {
      screen.line("    " + what);
    } else {
      row(
          slowdown.get().number(),
          "fault",
          "%s in %s, %s"
              .formatted(
                  strong("ten times slower"),
                  strong(slowdown.get().place().code().shortCulprit()),
                  what));
    }
  }

  void arrived(FaultWatch.Arrival arrival) {
    SeenIncident incident = arrival.incident();
    int number = arrival.fault().number();
    row(
        number,
        "incident",
        "%s: %s in %s"
            .formatted(
                incident.name(),
                incident.kind(),
                shown(incident.culprit() == null ? incident.operation() : incident.culprit())));
    if (incident.team() != null) {
      owner(arrival);
    }
    String restart =
        arrival.sinceRestart().isEmpty()
            ? ""
            : ", %s after the restart".formatted(seconds(arrival.sinceRestart().getAsDouble()));
    row(
        number,
        "ticket",
        "%s after %s%s %s"
            .formatted(
                screen.in(Style.GREEN, arrival.ticket().id()),
                strong(seconds(arrival.seconds())),
                restart,
                quiet(arrival.ticket().url())));
  }

  void owner(FaultWatch.Arrival arrival) {
    SeenIncident incident = arrival.incident();
    row(
        arrival.fault().number(),
        "owner",
        "%s, %s %s"
            .formatted(
                screen.in(Style.CYAN, shown(incident.team())),
                shown(incident.person()),
                quiet(incident.because().isEmpty() ? "" : incident.because().getFirst())));
  }

  /** Of an exception only where it was not all there with the ticket. */
  void complete(FaultWatch.Arrival arrival) {
    SeenIncident incident = arrival.incident();
    int number = arrival.fault().number();
    told(number, "cause", incident.event("diagnosed"), "sentence");
    told(number, "method", incident.event("profile_compared"), "method");
    told(number, "commit", incident.event("suspect_commit"), "commit");
    if (!(arrival.fault() instanceof PlannedException)) {
      row(
          number,
          "evidence",
          "complete %s after the ticket"
              .formatted(strong(seconds(arrival.toFullEvidence().orElseThrow()))));
    }
  }

  private void told(int number, String what, Optional<SeenEvent> event, String detail) {
    event
        .map(SeenEvent::details)
        .filter(details -> details.containsKey(detail))
        .ifPresent(details -> row(number, what, String.valueOf(details.get(detail))));
  }

  private void row(int number, String what, String text) {
    screen.line("  %3d  %-9s %s".formatted(number, what, text));
  }

  private String strong(String text) {
    return screen.in(Style.STRONG, text);
  }

  private String quiet(String text) {
    return screen.in(Style.QUIET, "· " + text);
  }

  static String shown(@Nullable String text) {
    return text == null ? "nobody" : text;
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
