package io.tocsin.demo.run;

import io.tocsin.demo.history.BankRepository;
import io.tocsin.demo.load.BankClient;
import io.tocsin.demo.load.Misfortune;
import io.tocsin.demo.load.Traffic;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.screen.Progress;
import io.tocsin.demo.screen.Screen;
import io.tocsin.demo.screen.Style;
import io.tocsin.demo.verdict.Expected;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.AccountToken;
import io.tocsin.demo.watch.Api;
import io.tocsin.demo.watch.Sight;
import io.tocsin.demo.watch.StepTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One demo from an empty folder to the verdict. */
final class DemoRun {
  private static final Duration NOTHING_HAPPENS = Duration.ofSeconds(30);

  private final Plan plan;
  private final Ports ports;
  private final RunFolder folder;
  private final Started started;
  private final Screen screen;
  private final Processes processes;

  DemoRun(
      Plan plan,
      Ports ports,
      Artifacts artifacts,
      RunFolder folder,
      Started started,
      Screen screen) {
    this.plan = plan;
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
    tocsin();
    bank(secrets.ingest(), repository.deployed());
    BankClient client = started.keep(new BankClient(Ports.url(ports.gateway())));
    everyday(client);
    FaultWatch watch = watch(secrets);
    Report report = new Report(screen);
    FaultRun faults = new FaultRun(new Misfortune(client), watch, report, screen);
    List<Mismatch> mismatches;
    if (plan.faults().isEmpty()) {
      mismatches = faults.playNothing(NOTHING_HAPPENS);
    } else {
      mismatches = faults.play(plan);
      report.table(plan.faults(), watch);
    }
    report.verdict(mismatches, (int) plan.first().count());
    return mismatches;
  }

  private BankRepository repository() throws IOException {
    Progress progress = screen.begin("repository");
    progress.now("making up the bank's history");
    BankRepository repository = BankRepository.write(folder.repository(), plan, Instant.now());
    progress.done(
        "%d commits by %d authors for %d teams"
            .formatted(
                repository.commits(), plan.staff().authors().size(), plan.staff().teams().size()));
    return repository;
  }

  private void tocsin() throws IOException, InterruptedException, DemoFailedException {
    Progress progress = screen.begin("tocsin");
    Child tocsin = processes.tocsin();
    processes.await(tocsin, Ports.url(ports.web()).resolve("/readyz"), progress);
    processes.await(tocsin, Ports.url(ports.tracker()), progress);
    progress.done("ready at " + Ports.url(ports.web()));
  }

  private void bank(String token, String revision)
      throws IOException, InterruptedException, DemoFailedException {
    Progress progress = screen.begin("bank");
    Child accounts = processes.accounts(token, revision);
    Child gateway = processes.gateway(token, revision);
    processes.await(accounts, Ports.url(ports.accounts()), progress);
    processes.await(gateway, Ports.url(ports.gateway()), progress);
    progress.done("gateway and accounts run, each with both agents");
  }

  private void everyday(BankClient client) throws IOException, InterruptedException {
    Progress progress = screen.begin("load");
    Traffic traffic = started.keep(new Traffic(client, plan.seed()));
    traffic.start();
    progress.done("everyday operations over every desk");
  }

  private FaultWatch watch(ServerConfig.Secrets secrets) throws IOException {
    AccountToken tokens = new AccountToken(Files.readString(folder.indexKey()));
    List<Expected> expected =
        plan.first()
            .map(fault -> Expected.of(fault, plan.staff(), tokens.of(fault.accountId())))
            .toList();
    Map<Integer, PlannedFault> faults =
        plan.faults().stream().collect(Collectors.toMap(PlannedFault::number, Function.identity()));
    Sight sight =
        started.keep(
            new Sight(
                new Api(
                    Ports.url(ports.tracker()), Files.readString(folder.trackerToken()).strip()),
                new Api(Ports.url(ports.web()), secrets.api())));
    Map<String, StepTimes> steps =
        Map.of(
            "accounts", StepTimes.open(folder.steps("accounts")),
            "gateway", StepTimes.open(folder.steps("gateway")));
    return new FaultWatch(sight, expected, faults, steps);
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
