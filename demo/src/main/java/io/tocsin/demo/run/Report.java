package io.tocsin.demo.run;

import io.tocsin.demo.history.Release;
import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.screen.Style;
import io.tocsin.demo.watch.SeenEvent;
import io.tocsin.demo.watch.SeenIncident;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the demo prints while faults happen. */
final class Report {
  private final Screen screen;
  private final Set<String> told = new HashSet<>();

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
    owner(number, incident);
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

  /** What has come to be known of a ticket's fault since the last time. */
  void news(FaultWatch.Arrival arrival) {
    SeenIncident incident = arrival.incident();
    int number = arrival.fault().number();
    incident.timeline().forEach(event -> found(number, event));
    owner(number, incident);
    if (arrival.toFullEvidence().isPresent() && !(arrival.fault() instanceof PlannedException)) {
      once(
          number,
          "evidence",
          "complete %s after the ticket"
              .formatted(strong(seconds(arrival.toFullEvidence().getAsDouble()))));
    }
  }

  private void owner(int number, SeenIncident incident) {
    if (incident.team() != null) {
      once(
          number,
          "owner",
          "%s, %s %s"
              .formatted(
                  screen.in(Style.CYAN, incident.team()),
                  shown(incident.person()),
                  quiet(incident.because().isEmpty() ? "" : incident.because().getFirst())));
    }
  }

  private void found(int number, SeenEvent event) {
    switch (event.kind()) {
      case "diagnosed" -> once(number, "cause", event.detail("sentence"));
      case "profile_found" ->
          once(number, "profile", "%s to %s".formatted(event.detail("from"), event.detail("to")));
      case "profile_compared" ->
          once(
              number,
              "method",
              "%s.%s %s"
                  .formatted(
                      event.detail("class"),
                      event.detail("method"),
                      quiet(
                          "share of all samples %s, before %s"
                              .formatted(
                                  event.detail("after_share"), event.detail("before_share")))));
      case "suspect_commit" ->
          once(
              number,
              "commit",
              "%s by %s %s"
                  .formatted(
                      event.detail("commit"),
                      event.detail("author"),
                      quiet(event.detail("subject"))));
      case "evidence_missing" -> once(number, "missing", event.because());
      default -> {
        // Of no use for who watches a terminal.
      }
    }
  }

  private void once(int number, String what, String text) {
    if (told.add(number + what + text)) {
      row(number, what, text);
    }
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
