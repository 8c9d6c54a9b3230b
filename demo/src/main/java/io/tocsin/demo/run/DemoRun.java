package io.tocsin.demo.run;

import io.tocsin.demo.history.BankRepository;
import io.tocsin.demo.history.Release;
import io.tocsin.demo.load.BankClient;
import io.tocsin.demo.load.LoadTest;
import io.tocsin.demo.load.Misfortune;
import io.tocsin.demo.load.Traffic;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.screen.Progress;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.screen.Style;
import io.tocsin.demo.verdict.Expected;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.AccountToken;
import io.tocsin.demo.watch.Api;
import io.tocsin.demo.watch.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One demo from an empty folder to the verdict. */
final class DemoRun {
  private static final String FIRST = "1.0.0";
  private static final String NEXT = "1.1.0";

  private static final Duration POLL = Duration.ofMillis(200);

  private final Plan plan;
  private final @Nullable Duration steady;
  private final Artifacts artifacts;
  private final Ports ports;
  private final RunFolder folder;
  private final Started started;
  private final Screen screen;
  private final Processes processes;

  /**
   * @param steady how long nothing may be filed where nothing is planned; null: as long as it takes
   *     to see a harmless release
   */
  DemoRun(
      Plan plan,
      @Nullable Duration steady,
      Ports ports,
      Artifacts artifacts,
      RunFolder folder,
      Started started,
      Screen screen) {
    this.plan = plan;
    this.steady = steady;
    this.artifacts = artifacts;
    this.ports = ports;
    this.folder = folder;
    this.started = started;
    this.screen = screen;
    this.processes = new Processes(artifacts, folder, ports, started);
  }

  /** What differs between plan and tickets; when it returns, everything still runs. */
  List<Mismatch> run() throws IOException, InterruptedException, DemoFailedException {
    ports.requireFree();
    BankRepository repository = repository();
    ServerConfig.Secrets secrets = ServerConfig.write(folder, ports);
    Child tocsin = processes.tocsin();
    Unpacked unpacked = Unpacked.of(artifacts.demo(), folder.unpacked(), folder.log("unpacking"));
    Version next = next(repository.release(), unpacked);
    ready(tocsin);
    Version first = new Version(FIRST, repository.deployed(), unpacked.jars());
    Bank bank = new Bank(processes, folder, ports, secrets.ingest(), first);
    bank(bank);
    BankClient client = started.keep(new BankClient(Ports.url(ports.gateway())));
    Traffic traffic = everyday(client);
    Happenings happenings = new Happenings(bank::steps);
    Sight sight = sight(secrets);
    FaultWatch watch = watch(sight, repository.release(), happenings);
    Report report = new Report(screen);
    Lookout lookout = new Lookout(watch, report);
    Rollout rollout = new Rollout(traffic, bank, lookout, report);
    Summary summary = new Summary(screen);
    if (steady != null) {
      LoadTest loadTest = started.keep(new LoadTest(client, plan.seed()));
      List<Mismatch> filed =
          new SteadyRun(traffic, loadTest, rollout, lookout, watch, sight, screen)
              .play(plan, repository, next, steady);
      summary.steady(traffic, loadTest, sight.metrics(), filed);
      return filed;
    }
    List<Mismatch> mismatches =
        new FaultRun(
                new Misfortune(client),
                traffic,
                bank,
                happenings,
                watch,
                lookout,
                rollout,
                report,
                screen)
            .play(plan, repository, next);
    if (!plan.faults().isEmpty()) {
      summary.table(plan.faults(), watch);
    }
    summary.verdict(mismatches, (int) plan.first().count());
    return mismatches;
  }

  private BankRepository repository() throws IOException {
    Progress progress = screen.begin("repository");
    progress.now("making up the bank's history");
    BankRepository repository =
        started.keep(BankRepository.write(folder.repository(), plan, Instant.now()));
    progress.done(
        "%d commits by %d authors for %d teams"
            .formatted(
                repository.commits(), plan.staff().authors().size(), plan.staff().teams().size()));
    return repository;
  }

  /** Built before anything is measured: a compiler keeps the processors busy. */
  private Version next(Release release, Unpacked unpacked) throws IOException, DemoFailedException {
    Progress progress = screen.begin("build");
    progress.now("compiling the bank's next version");
    Path classes = folder.classes(NEXT);
    new Build(unpacked.jars()).compile(release.sources(), classes);
    List<Path> classPath = new ArrayList<>(List.of(classes));
    classPath.addAll(unpacked.jars());
    progress.done("version " + NEXT + " of the bank, not yet released");
    return new Version(NEXT, release.revision(), List.copyOf(classPath));
  }

  private void ready(Child tocsin) throws IOException, InterruptedException, DemoFailedException {
    Progress progress = screen.begin("tocsin");
    processes.await(tocsin, Ports.url(ports.web()).resolve("/readyz"), progress);
    processes.await(tocsin, Ports.url(ports.tracker()), progress);
    progress.done("ready at " + Ports.url(ports.web()));
  }

  private void bank(Bank bank) throws IOException, InterruptedException, DemoFailedException {
    Progress progress = screen.begin("bank");
    bank.start();
    while (!bank.answers()) {
      progress.now("starting");
      Thread.sleep(POLL);
    }
    progress.done("gateway and accounts run, each with both agents");
  }

  private Traffic everyday(BankClient client) throws IOException, InterruptedException {
    Progress progress = screen.begin("load");
    Traffic traffic = started.keep(new Traffic(client, plan.seed()));
    traffic.start();
    progress.done("everyday operations over every desk");
    return traffic;
  }

  private Sight sight(ServerConfig.Secrets secrets) throws IOException {
    return started.keep(
        new Sight(
            new Api(Ports.url(ports.tracker()), Files.readString(folder.trackerToken()).strip()),
            new Api(Ports.url(ports.web()), secrets.api())));
  }

  private FaultWatch watch(Sight sight, Release release, Happenings happenings) throws IOException {
    AccountToken tokens = new AccountToken(Files.readString(folder.indexKey()));
    return new FaultWatch(
        sight,
        plan.first().map(fault -> expected(fault, tokens, release)).toList(),
        plan.faults(),
        happenings);
  }

  private Expected expected(PlannedFault fault, AccountToken tokens, Release release) {
    return switch (fault) {
      case PlannedException exception ->
          Expected.Exception.of(exception, plan.staff(), tokens.of(exception.errand().accountId()));
      case PlannedCrash crash -> Expected.Crash.of(crash, plan.staff());
      case PlannedSlowdown slowdown ->
          Expected.Slowdown.of(slowdown, plan.staff(), release.slowing().orElseThrow());
    };
  }

  /** Says where to look; only while it runs is there anything to see. */
  void where() throws IOException {
    screen.line("");
    screen.line("  console  " + screen.in(Style.CYAN, Ports.url(ports.web()).toString()));
    SignInLink.in(Files.readString(folder.log("tocsin")))
        .ifPresent(link -> screen.line("  sign in  " + link + "  (works once, as its admin)"));
    screen.line("  folder   " + folder.path());
  }
}
