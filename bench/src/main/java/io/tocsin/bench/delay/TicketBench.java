package io.tocsin.bench.delay;

import io.tocsin.bench.collector.BankLoad;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From the throw to the ticket, beside Prometheus on the same faults in the same run. */
@Command(
    name = "ticket",
    mixinStandardHelpOptions = true,
    description = {
      "Exceptions that end threads of a service, each at a call site of its own: from the service's"
          + " clock just before the throw until the ticket is read back over the tracker's API.",
      "Beside it, on the same faults, Prometheus and Alertmanager until their webhook is called:"
          + " on their usual intervals and on the tightest.",
      "Exits with 1 where a fault has no ticket."
    })
public final class TicketBench implements Callable<Integer> {
  /** The slowest of all: two of its intervals, its group's wait, and some more. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  /** The faults are many a team and hour, and each is to have its ticket. */
  private static final String ANY_NUMBER = "  storm: {tickets_per_team_and_hour: 0}";

  private static final long LOOK_MILLIS = 200;
  private static final long SEED = 11;

  @Option(names = "--faults", defaultValue = "1000", description = "That count (1000).")
  private int faults;

  @Option(
      names = "--warm-up",
      defaultValue = "120",
      description = "Faults before them, which do not count: the server's compiler (120).")
  private int warmUp;

  @Option(names = "--rate", defaultValue = "8", description = "Faults a second, at random (8).")
  private double rate;

  @Option(
      names = "--load",
      defaultValue = "2000",
      description = "Log records a second beside them, all the while (2000).")
  private double load;

  @Option(names = "--no-rivals", description = "Tocsin alone.")
  private boolean alone;

  @Option(names = "--keep", description = "Folder for logs and settings, kept (default: none).")
  private Path keep = Path.of("");

  @Option(names = "--json", description = "Figures as one JSON object in the last line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private TicketBench() {}

  @Override
  public Integer call() throws IOException, InterruptedException, GitAPIException {
    Path jar = require(Path.of(System.getProperty("tocsin.server.jar", "web/target/tocsin.jar")));
    Path agent =
        require(
            Path.of(
                System.getProperty("tocsin.agent.jar", "profiler-agent/target/tocsin-agent.jar")));
    if (!alone) {
      require(AlertPath.PROMETHEUS);
      require(AlertPath.ALERTMANAGER);
    }
    boolean kept = !keep.toString().isEmpty();
    Path folder = kept ? Files.createDirectories(keep) : Files.createTempDirectory("ticket-");
    try {
      Outcome outcome = measure(jar, agent, folder.toAbsolutePath());
      report(outcome);
      return outcome.tocsin().missing() == 0 ? 0 : 1;
    } finally {
      if (!kept) {
        FileSystemUtils.deleteRecursively(folder);
      }
    }
  }

  /**
   * @param steps of Tocsin's time, in their order
   * @param rivals by pace; empty where they were left out
   */
  private record Outcome(
      Delays tocsin,
      Map<String, Delays> steps,
      Map<AlertPath.Pace, Delays> rivals,
      double recordsPerSecond,
      double serverCores) {}

  private Outcome measure(Path jar, Path agent, Path folder)
      throws IOException, InterruptedException, GitAPIException {
    int all = warmUp + faults;
    FaultSources sources = FaultSources.write(folder, all);
    try (HttpClient client = HttpClient.newHttpClient();
        TocsinServer server = TocsinServer.start(jar, sources.repository(), ANY_NUMBER, folder);
        FaultyProcess service =
            FaultyProcess.start(
                ownJar(), agent, sources, all, server.otlp(), TocsinServer.TOKEN, folder);
        BankLoad bank = BankLoad.start(server.otlp(), "Bearer " + TocsinServer.TOKEN, load);
        TicketReader reader = new TicketReader(server);
        Rivals rivals = alone ? Rivals.none() : Rivals.start(service.target(), folder, client)) {
      SplittableRandom random = new SplittableRandom(SEED);
      fail(service, 0, warmUp, random);
      awaitTickets(service, reader, warmUp);
      long records = bank.records();
      long cpu = server.cpuNanos();
      long begin = System.nanoTime();
      fail(service, warmUp, all, random);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double recordsPerSecond = (bank.records() - records) / seconds;
      double cores = (server.cpuNanos() - cpu) / 1e9 / seconds;
      awaitTickets(service, reader, all);
      rivals.await(service.thrown().keySet(), LONGEST);
      Map<Integer, Long> thrown = service.thrown();
      thrown.keySet().removeIf(fault -> fault < warmUp);
      if (thrown.size() != faults) {
        throw new IOException(
            "the service threw " + thrown.size() + " of " + faults + " faults: nothing is counted");
      }
      return new Outcome(
          Delays.between(thrown, Steps.readNanos(reader.reads())),
          Steps.between(thrown, server, reader.reads()),
          rivals.delays(thrown),
          recordsPerSecond,
          cores);
    }
  }

  /** One after the other at random, as many a second as asked for in the long run. */
  private void fail(FaultyProcess service, int from, int to, SplittableRandom random)
      throws IOException, InterruptedException {
    long due = System.nanoTime();
    for (int fault = from; fault < to; fault++) {
      due += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      service.fail(fault);
    }
  }

  /** Until all that have happened have one, or none comes any more. */
  private static void awaitTickets(FaultyProcess service, TicketReader reader, int faults)
      throws IOException, InterruptedException {
    long ends = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() - ends < 0
        && !(service.thrown().size() >= faults
            && reader.reads().keySet().containsAll(service.thrown().keySet()))) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private void report(Outcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d faults, %.1f a second, beside %,.0f log records a second; the server used %.2f of %d"
            + " processors%n%n",
        faults,
        rate,
        outcome.recordsPerSecond(),
        outcome.serverCores(),
        Runtime.getRuntime().availableProcessors());
    out.printf("%-42s %s%n", "throw to ticket read back, Tocsin", outcome.tocsin());
    outcome
        .rivals()
        .forEach((pace, delays) ->
            out.printf("%-42s %s%n", "throw to webhook, Prometheus, " + pace.words(), delays));
    out.println();
    outcome.steps().forEach((step, delays) -> out.printf("%-42s %s%n", "  " + step, delays));
    outcome
        .rivals()
        .forEach((pace, delays) ->
            out.printf(
                Locale.ROOT,
                "Prometheus, %s, took %.0f times as long in the median%n",
                pace.words(),
                delays.p50() / outcome.tocsin().p50()));
    if (json) {
      out.println(json(outcome));
    }
    out.flush();
  }

  private String json(Outcome outcome) {
    List<String> figures = new ArrayList<>();
    add(figures, "tocsin_p50_ms", outcome.tocsin().p50());
    add(figures, "tocsin_p99_ms", outcome.tocsin().p99());
    add(figures, "tocsin_missing", outcome.tocsin().missing());
    outcome
        .rivals()
        .forEach((pace, delays) -> {
          add(figures, pace.key() + "_p50_ms", delays.p50());
          add(figures, pace.key() + "_p99_ms", delays.p99());
          add(figures, pace.key() + "_missing", delays.missing());
        });
    add(figures, "faults", faults);
    add(figures, "load_records_per_s", outcome.recordsPerSecond());
    return figures.stream().collect(Collectors.joining(",", "{", "}"));
  }

  private static void add(List<String> figures, String key, double value) {
    figures.add(String.format(Locale.ROOT, "\"%s\":%.1f", key, value));
  }

  private static Path require(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(
          file
              + " is not there (expected: what ./tocsin bench ticket builds, and Debian's packages"
              + " prometheus and prometheus-alertmanager)");
    }
    return file.toAbsolutePath();
  }

  private static Path ownJar() {
    File source = new ApplicationHome(TicketBench.class).getSource();
    if (source == null) {
      throw new IllegalStateException("it runs from its jar only: ./tocsin bench ticket");
    }
    return source.toPath().toAbsolutePath();
  }
}
