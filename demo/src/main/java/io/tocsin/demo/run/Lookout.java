package io.tocsin.demo.run;

import java.io.IOException;
import java.time.Duration;

/** Looks for tickets while something else is waited for, and reports each as it comes. */
final class Lookout {
  /** Between two looks for a ticket due any moment: it adds half of itself to what is measured. */
  private static final Duration POLL = Duration.ofMillis(10);

  /** Between two looks at what is already there: each costs the server a query a fault. */
  private static final Duration LATE_POLL = Duration.ofMillis(500);

  private final FaultWatch watch;
  private final Report report;
  private long nextLateNanos = System.nanoTime();

  Lookout(FaultWatch watch, Report report) {
    this.watch = watch;
    this.report = report;
  }

  /** For a ticket due any moment. */
  void closely(Duration duration) throws IOException, InterruptedException {
    look(duration, POLL);
  }

  /** For what may come at some time; leaves the processors to those who work. */
  void patiently(Duration duration) throws IOException, InterruptedException {
    look(duration, POLL.multipliedBy(10));
  }

  private void look(Duration duration, Duration poll) throws IOException, InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    do {
      watch.look().forEach(report::arrived);
      Thread.sleep(poll);
    } while (System.nanoTime() - end < 0);
    if (System.nanoTime() - nextLateNanos > 0) {
      watch.refreshed().forEach(report::news);
      nextLateNanos = System.nanoTime() + LATE_POLL.toNanos();
    }
  }
}
