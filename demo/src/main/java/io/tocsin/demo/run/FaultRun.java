package io.tocsin.demo.run;

import io.tocsin.demo.history.BankRepository;
import io.tocsin.demo.load.Misfortune;
import io.tocsin.demo.load.Traffic;
import io.tocsin.demo.plan.Place;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.screen.Progress;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.verdict.Mismatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets what is planned happen in its order and looks for the tickets all the while. */
final class FaultRun {
  /** What a supervisor lets pass before it starts a dead service again. */
  private static final Duration RESTART = Duration.ofSeconds(1);

  /** The first profile under load is cut and sent by then. */
  private static final Duration WARM_UP = Duration.ofSeconds(12);

  /**
   * A version's everyday before the next: what that is held against. Twelve windows of five
   * seconds, after twenty in which a JVM that has just started is not counted, and some to spare.
   */
  private static final Duration BASELINE = Duration.ofSeconds(90);

  /** A slow release is found within a minute or so; what comes after its ticket, within another. */
  private static final Duration FULL_EVIDENCE = Duration.ofSeconds(150);

  /** After a harmless release: as long as a harmful one takes to be found, and half of it more. */
  private static final Duration NOTHING_HAPPENS = Duration.ofSeconds(60);

  /** Long enough for a second ticket of one fault to show. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Misfortune misfortune;
  private final Traffic traffic;
  private final Bank bank;
  private final Happenings happenings;
  private final FaultWatch watch;
  private final Lookout lookout;
  private final Rollout rollout;
  private final Report report;
  private final Screen screen;

  FaultRun(
      Misfortune misfortune,
      Traffic traffic,
      Bank bank,
      Happenings happenings,
      FaultWatch watch,
      Lookout lookout,
      Rollout rollout,
      Report report,
      Screen screen) {
    this.misfortune = misfortune;
    this.traffic = traffic;
    this.bank = bank;
    this.happenings = happenings;
    this.watch = watch;
    this.lookout = lookout;
    this.rollout = rollout;
    this.report = report;
    this.screen = screen;
  }

  /** What differs in the end; empty where nothing does. */
  List<Mismatch> play(Plan plan, BankRepository repository, Version next)
      throws IOException, InterruptedException, DemoFailedException {
    lookout.patiently(WARM_UP);
    if (plan.crash().isPresent()) {
      crash(plan.crash().get());
    }
    long began = System.nanoTime();
    Set<Place> failed = new HashSet<>();
    for (PlannedException fault : plan.exceptions()) {
      lookout.closely(fault.pause());
      report.struck(fault, !failed.add(fault.place()));
      misfortune.strike(fault);
    }
    baseline(began + BASELINE.toNanos());
    rollout.release(plan, repository, next);
    return plan.slowdown().isPresent() ? settled(plan) : quiet();
  }

  private void crash(PlannedCrash fault)
      throws IOException, InterruptedException, DemoFailedException {
    String service = fault.place().service();
    report.struck(fault);
    misfortune.strike(fault);
    happenings.died(fault, bank.awaitDeath(service));
    Thread.sleep(RESTART);
    happenings.restarted(fault, nowNanos());
    bank.start(service);
    rollout.awaitBank();
    report.restarted(fault);
  }

  private void baseline(long endNanos) throws IOException, InterruptedException {
    screen.line("");
    Progress progress = screen.begin("everyday");
    while (System.nanoTime() - endNanos < 0) {
      progress.now("what the next version will be held against");
      lookout.patiently(Duration.ofMillis(500));
    }
    progress.done(
        "%d operations, %d could not be done".formatted(traffic.done(), traffic.failed()));
  }

  /** Nothing happens but the everyday; whatever has a ticket then is wrong. */
  private List<Mismatch> quiet() throws IOException, InterruptedException {
    Progress progress = screen.begin("quiet");
    long end = System.nanoTime() + NOTHING_HAPPENS.toNanos();
    while (System.nanoTime() - end < 0) {
      progress.now("only the everyday");
      lookout.patiently(Duration.ofMillis(500));
    }
    progress.done("only the everyday");
    return watch.compare();
  }

  private List<Mismatch> settled(Plan plan) throws IOException, InterruptedException {
    screen.line("");
    Progress progress = screen.begin("evidence");
    long end = System.nanoTime() + FULL_EVIDENCE.toNanos();
    while (System.nanoTime() - end < 0 && !allComplete(plan)) {
      progress.now("waiting for the last of it");
      lookout.patiently(Duration.ofMillis(200));
    }
    lookout.patiently(QUIET);
    List<Mismatch> mismatches = watch.compare();
    if (mismatches.isEmpty()) {
      progress.done("complete");
    } else {
      progress.failed("incomplete");
    }
    return mismatches;
  }

  private boolean allComplete(Plan plan) {
    return plan.first()
        .allMatch(
            fault -> watch.arrival(fault).filter(a -> a.toFullEvidence().isPresent()).isPresent());
  }

  private static long nowNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }
}
