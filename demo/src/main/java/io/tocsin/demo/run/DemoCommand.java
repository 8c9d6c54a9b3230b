package io.tocsin.demo.run;

import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.screen.Style;
import io.tocsin.demo.verdict.Mismatch;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the main job on real input, in one terminal. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts Tocsin and a small bank, lets real faults happen and shows the ticket of each.",
      "Ends with 1 where plan and tickets differ."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int SEEDS = 1_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--once", description = "Ends after the tickets instead of running on.")
  private boolean once;

  @Option(names = "--seed", description = "Decides every fault's place, account and author.")
  private @Nullable Long seed;

  @Option(
      names = "--faults",
      defaultValue = "8",
      description = "How many exceptions, beside a crash and a slow release (${DEFAULT-VALUE}).")
  private int faults;

  @Option(
      names = "--no-faults",
      description = "Only the everyday and a harmless release: nothing may be filed.")
  private boolean noFaults;

  @Option(
      names = "--minutes",
      description = {
        "With --no-faults: how long nothing may be filed (4 at least), half of it beside a load",
        "test, the release in the middle. Alarms are counted at the end."
      })
  private @Nullable Integer minutes;

  @Option(
      names = "--port",
      defaultValue = "" + Ports.DEFAULT_BASE,
      description = "The console's; the others lie near it (${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--keep", description = "Leaves the run's folder there when it ends.")
  private boolean keep;

  private volatile boolean agreed;

  @Override
  public Integer call() throws InterruptedException {
    requireSense();
    Screen screen = Screen.ofThisProcess();
    long drawn = seed == null ? new SecureRandom().nextInt(SEEDS) : seed;
    Plan plan = noFaults ? Plan.healthy(drawn) : Plan.of(drawn, faults);
    screen.line("");
    screen.line(
        "  %s · seed %d · %d faults"
            .formatted(screen.in(Style.STRONG, "Tocsin demo"), drawn, plan.faults().size()));
    screen.line("");
    Started started = new Started();
    Thread onSignal = Thread.ofPlatform().name("stop").unstarted(started::close);
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      return run(plan, started, screen);
    } catch (DemoFailedException | IOException e) {
      if (!started.closed()) {
        screen.line("");
        screen.line("  " + screen.in(Style.RED, "✗ ") + e.getMessage());
      }
      return 1;
    } finally {
      started.close();
    }
  }

  private void requireSense() {
    if (minutes != null && !noFaults) {
      throw wrong("--minutes goes with --no-faults only");
    }
    if (minutes != null && minutes < SteadyRun.SHORTEST.toMinutes()) {
      throw wrong(
          "--minutes %d (expected: %d or more)".formatted(minutes, SteadyRun.SHORTEST.toMinutes()));
    }
    if (faults < 0) {
      throw wrong("--faults %d (expected: 0 or more)".formatted(faults));
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private int run(Plan plan, Started started, Screen screen)
      throws IOException, InterruptedException, DemoFailedException {
    Artifacts artifacts = Artifacts.found();
    RunFolder folder = RunFolder.fresh();
    // Kept first, so that it comes last: nothing writes there any more.
    started.keep(() -> tidy(folder, screen));
    Duration steady = minutes == null ? null : Duration.ofMinutes(minutes);
    DemoRun run = new DemoRun(plan, steady, Ports.from(port), artifacts, folder, started, screen);
    List<Mismatch> mismatches = run.run();
    agreed = mismatches.isEmpty();
    if (!once) {
      run.where();
      screen.line("");
      screen.line("  It keeps running. Ctrl-C stops everything.");
      new CountDownLatch(1).await();
    }
    return agreed ? 0 : 1;
  }

  private void tidy(RunFolder folder, Screen screen) throws IOException {
    if (agreed && !keep) {
      folder.delete();
    } else {
      screen.line("  left for a look: " + folder.path());
    }
  }
}
