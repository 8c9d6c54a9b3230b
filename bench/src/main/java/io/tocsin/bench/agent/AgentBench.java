package io.tocsin.bench.agent;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.springframework.boot.system.ApplicationHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * One Spring Boot service under the same load with no agent, ours, OpenTelemetry's, Pyroscope's.
 * The service has the first processor, load and sink the second. Rounds are interleaved, and each
 * begins with another variant, so that a slow minute of the machine touches all of them.
 */
@Command(
    name = "agent",
    description = "What an agent costs: throughput, P99, processor time, memory, start-up.")
public final class AgentBench implements Callable<Integer> {
  private static final double NANOS_PER_MILLI = 1e6;

  @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "12",
      description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description = "Seconds at full load before the first measurement. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--only",
      split = ",",
      description = "Variants beside none: tocsin, otel, pyroscope. Default: all.")
  private Set<String> only = Set.of();

  @Option(
      names = "--load",
      defaultValue = "0.4",
      description = "Steady rate as a share of what it can take. Default: ${DEFAULT-VALUE}.")
  private double load;

  @Option(names = "--json", description = "Figures as one JSON object in the last line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private AgentBench() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Variant> variants = variants();
    Agents agents = Agents.beside(ownJar());
    Path folder = Files.createTempDirectory("tocsin-bench-");
    Map<Variant, List<Figures>> all = new EnumMap<>(Variant.class);
    try (Sink sink = new Sink();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      double rate = load * calibrate(agents, sink, folder, client);
      out.printf(
          Locale.ROOT,
          "steady rate: %.0f requests a second; %d rounds; logs in %s%n",
          rate,
          rounds,
          folder);
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < variants.size(); i++) {
          Variant variant = variants.get((round + i) % variants.size());
          Figures figures = measure(variant, agents, sink, folder, client, rate);
          all.computeIfAbsent(variant, v -> new ArrayList<>()).add(figures);
          out.printf(
              Locale.ROOT,
              "round %d %-9s  %6.0f/s  P50 %6.3f ms  P99 %7.3f ms  cpu %.3f ms  rss %4.0f MiB"
                  + "  start %5.0f ms  sent %d kB%n",
              round + 1,
              variant.key(),
              figures.throughput(),
              figures.p50Millis(),
              figures.p99Millis(),
              figures.cpuMillis(),
              figures.residentMebibytes(),
              figures.startUpMillis(),
              figures.sentBytes() / 1000);
          out.flush();
        }
      }
    }
    report(out, new Ratios(all));
    return 0;
  }

  private List<Variant> variants() {
    Set<String> known =
        Stream.of(Variant.values()).map(Variant::key).collect(Collectors.toUnmodifiableSet());
    for (String each : only) {
      if (!known.contains(each)) {
        throw new ParameterException(
            spec.commandLine(), "--only: " + each + " (expected: " + known + ")");
      }
    }
    return Stream.of(Variant.values())
        .filter(each -> each == Variant.NONE || only.isEmpty() || only.contains(each.key()))
        .toList();
  }

  private static Path ownJar() {
    File source = new ApplicationHome(AgentBench.class).getSource();
    if (source == null) {
      throw new IllegalStateException("it runs from its jar only: ./tocsin bench agent");
    }
    return source.toPath().toAbsolutePath();
  }

  private double calibrate(Agents agents, Sink sink, Path folder, HttpClient client)
      throws IOException, InterruptedException {
    try (Service service = Service.start(Variant.NONE, agents, sink.address(), folder, client)) {
      Load calls = new Load(client, service.address());
      calls.saturate(Duration.ofSeconds(warmUpSeconds));
      return calls.saturate(Duration.ofSeconds(seconds));
    }
  }

  private Figures measure(
      Variant variant, Agents agents, Sink sink, Path folder, HttpClient client, double rate)
      throws IOException, InterruptedException {
    sink.taken();
    try (Service service = Service.start(variant, agents, sink.address(), folder, client)) {
      Load calls = new Load(client, service.address());
      calls.saturate(Duration.ofSeconds(warmUpSeconds));
      double throughput = calls.saturate(Duration.ofSeconds(seconds));
      calls.steady(rate, Duration.ofSeconds(2));
      long before = service.cpuNanos();
      Histogram latencies = calls.steady(rate, Duration.ofSeconds(seconds));
      long cpu = service.cpuNanos() - before;
      return new Figures(
          throughput,
          latencies.getValueAtPercentile(50) / NANOS_PER_MILLI,
          latencies.getValueAtPercentile(99) / NANOS_PER_MILLI,
          cpu / NANOS_PER_MILLI / latencies.getTotalCount(),
          service.residentMebibytes(),
          service.startUp().toNanos() / NANOS_PER_MILLI,
          sink.taken());
    }
  }

  private void report(PrintWriter out, Ratios ratios) {
    out.printf("%nratio to none, median of %d rounds (least–most)%n", rounds);
    for (Variant each : Variant.values()) {
      if (each != Variant.NONE && ratios.has(each)) {
        out.printf(
            "%-9s  throughput %s  P99 %s  cpu %s  start-up %s  rss %s MiB%n",
            each.key(),
            ratios.of(each, Figures::throughput),
            ratios.of(each, Figures::p99Millis),
            ratios.of(each, Figures::cpuMillis),
            ratios.of(each, Figures::startUpMillis),
            ratios.absolute(each, Figures::residentMebibytes));
      }
    }
    if (json) {
      out.println(
          ratios.figures().entrySet().stream()
              .map(
                  each -> String.format(Locale.ROOT, "\"%s\":%.4f", each.getKey(), each.getValue()))
              .collect(Collectors.joining(",", "{", "}")));
    }
    out.flush();
  }
}
