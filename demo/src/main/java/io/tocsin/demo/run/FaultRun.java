package io.tocsin.demo.run;

import io.tocsin.demo.load.Misfortune;
import io.tocsin.demo.plan.Place;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.screen.Progress;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.verdict.Mismatch;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Lets the planned faults happen at their times and looks for their tickets all the while. */
final class FaultRun {
  /** Between two looks while a ticket is awaited: it adds half of itself to what is measured. */
  private static final Duration POLL = Duration.ofMillis(10);

  /** A ticket opens before all evidence is there; what comes later is one edit within a minute. */
  private static final Duration FULL_EVIDENCE = Duration.ofSeconds(75);

  /** Long enough for a second ticket of one fault to show. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Misfortune misfortune;
  private final FaultWatch watch;
  private final Report report;
  private final Screen screen;

  FaultRun(Misfortune misfortune, FaultWatch watch, Report report, Screen screen) {
    this.misfortune = misfortune;
    this.watch = watch;
    this.report = report;
    this.screen = screen;
  }

  /** What differs in the end; empty where nothing does. */
  List<Mismatch> play(Plan plan) throws IOException, InterruptedException {
    Set<Place> failed = EnumSet.noneOf(Place.class);
    for (PlannedFault fault : plan.faults()) {
      lookFor(fault.pause());
      report.struck(fault, !failed.add(fault.place()));
      misfortune.strike(fault);
    }
    return settled(plan);
  }

  /** Nothing happens but the everyday; whatever has a ticket then is wrong. */
  List<Mismatch> playNothing(Duration duration) throws IOException, InterruptedException {
    Progress progress = screen.begin("quiet");
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() - end < 0) {
      progress.now("only the everyday");
      lookFor(Duration.ofMillis(200));
    }
    progress.done("only the everyday");
    return watch.compare();
  }

  private List<Mismatch> settled(Plan plan) throws IOException, InterruptedException {
    screen.line("");
    Progress progress = screen.begin("evidence");
    long end = System.nanoTime() + FULL_EVIDENCE.toNanos();
    while (System.nanoTime() - end < 0 && !(allArrived(plan) && watch.compare().isEmpty())) {
      progress.now("waiting for the last of it");
      lookFor(Duration.ofMillis(200));
    }
    lookFor(QUIET);
    List<Mismatch> mismatches = watch.compare();
    if (mismatches.isEmpty()) {
      progress.done("complete");
    } else {
      progress.failed("incomplete");
    }
    return mismatches;
  }

  private boolean allArrived(Plan plan) {
    return plan.first().allMatch(fault -> watch.arrived(fault.number()));
  }

  private void lookFor(Duration duration) throws IOException, InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    do {
      watch.look().forEach(report::arrived);
      Thread.sleep(POLL);
    } while (System.nanoTime() - end < 0);
    watch.ownersFound().forEach(report::owner);
  }
}
