package io.tocsin.demo.run;

import io.tocsin.demo.history.BankRepository;
import io.tocsin.demo.load.Traffic;
import io.tocsin.demo.plan.Plan;
import java.io.IOException;
import java.time.Duration;

/** Replaces the bank's version while nobody asks it anything, as a balancer drains a service. */
final class Rollout {
  private static final Duration START = Duration.ofSeconds(120);

  /** What the bank does in its background is done by then. */
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final Traffic traffic;
  private final Bank bank;
  private final Lookout lookout;
  private final Report report;

  Rollout(Traffic traffic, Bank bank, Lookout lookout, Report report) {
    this.traffic = traffic;
    this.bank = bank;
    this.lookout = lookout;
    this.report = report;
  }

  void release(Plan plan, BankRepository repository, Version next)
      throws IOException, InterruptedException, DemoFailedException {
    traffic.hold();
    try {
      Thread.sleep(DRAIN);
      repository.publishRelease();
      bank.replaceBy(next);
      awaitBank();
    } finally {
      traffic.resume();
    }
    report.released(next, repository.release(), plan.slowdown());
  }

  void awaitBank() throws IOException, InterruptedException, DemoFailedException {
    long end = System.nanoTime() + START.toNanos();
    while (!bank.answers()) {
      lookout.patiently(Duration.ofMillis(200));
      if (System.nanoTime() - end > 0) {
        throw new DemoFailedException(
            "the bank did not answer within %d s".formatted(START.toSeconds()));
      }
    }
  }
}
