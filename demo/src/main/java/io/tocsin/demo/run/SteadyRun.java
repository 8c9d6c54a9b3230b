package io.tocsin.demo.run;

import io.tocsin.demo.history.BankRepository;
import io.tocsin.demo.load.LoadTest;
import io.tocsin.demo.load.Traffic;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.screen.Progress;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.Sight;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A long while in which nothing goes wrong: four quarters, a harmless release between the second
 * and the third, a load test beside the everyday in the second and the fourth.
 */
final class SteadyRun {
  /** Of a quarter: what a version is held against must fit into it. */
  static final Duration SHORTEST = Duration.ofMinutes(4);

  private static final int QUARTERS = 4;

  private final Traffic traffic;
  private final LoadTest loadTest;
  private final Rollout rollout;
  private final Lookout lookout;
  private final FaultWatch watch;
  private final Sight sight;
  private final Screen screen;

  SteadyRun(
      Traffic traffic,
      LoadTest loadTest,
      Rollout rollout,
      Lookout lookout,
      FaultWatch watch,
      Sight sight,
      Screen screen) {
    this.traffic = traffic;
    this.loadTest = loadTest;
    this.rollout = rollout;
    this.lookout = lookout;
    this.watch = watch;
    this.sight = sight;
    this.screen = screen;
  }

  /** Whatever was filed; empty where nothing was. */
  List<Mismatch> play(Plan plan, BankRepository repository, Version next, Duration whole)
      throws IOException, InterruptedException, DemoFailedException {
    Duration quarter = whole.dividedBy(QUARTERS);
    everyday(quarter);
    besideALoadTest(quarter);
    rollout.release(plan, repository, next);
    everyday(quarter);
    besideALoadTest(quarter);
    return filed();
  }

  private void everyday(Duration duration) throws IOException, InterruptedException {
    wait(screen.begin("everyday"), duration);
  }

  private void besideALoadTest(Duration duration) throws IOException, InterruptedException {
    Progress progress = screen.begin("load test");
    loadTest.start();
    try {
      wait(progress, duration);
    } finally {
      loadTest.close();
    }
  }

  private void wait(Progress progress, Duration duration) throws IOException, InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() - end < 0) {
      progress.now(operations());
      lookout.patiently(Duration.ofMillis(500));
    }
    progress.done(operations());
  }

  private String operations() {
    return "%,d operations, %,d of a load test".formatted(traffic.done(), loadTest.done());
  }

  /** An incident without a ticket is an alarm too: somebody looks at it. */
  private List<Mismatch> filed() throws IOException, InterruptedException {
    List<Mismatch> filed = new ArrayList<>(watch.compare());
    sight.alarms().stream()
        .filter(incident -> incident.ticketKey() == null)
        .map(incident -> new Mismatch.Alarm(incident.name(), incident.kind()))
        .forEach(filed::add);
    return filed;
  }
}
