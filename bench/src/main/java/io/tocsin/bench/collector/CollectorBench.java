package io.tocsin.bench.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The whole server under records of a bank from another process, beside a bare walk over the same
 * bytes, protobuf's objects and Elasticsearch. The server, or its rival, has the first processor;
 * who sends has the second. Rounds are interleaved.
 */
@Command(
    name = "collector",
    description = "Records a second into the log and on to where they can be searched.")
public final class CollectorBench implements Callable<Integer> {
  private static final int SMALL = 300;
  private static final int LARGE = 1_000;
  private static final int BATCH = 512;
  private static final int LARGE_BATCH = 8_192;
  private static final String SERVER_CORE = "0";
  private static final long FILE_TAIL_LINES = 500_000;
  private static final String LOAD_CORE = "1";

  /** Eight requests of eight megabytes may be under way at once. */
  private static final List<String> ROOMY = List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g");

  private static final String BOTH_CORES = "0,1";

  enum Protocol {
    GRPC,
    HTTP
  }

  enum Part {
    FUNCTIONS,
    ACCEPTED,
    SUSTAINED,
    FILE_TAIL
  }

  @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Of each measurement of what is accepted. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "120",
      description =
          "Seconds of load before the first measurement, for each: its compiler has to share the one"
              + " processor. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--records",
      defaultValue = "300000",
      description = "Sent each time to be stored. Default: ${DEFAULT-VALUE}.")
  private long records;

  @Option(
      names = "--connections",
      defaultValue = "8",
      description = "Each with one request under way. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--protocol",
      defaultValue = "GRPC",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Protocol protocol = Protocol.GRPC;

  @Option(
      names = "--only",
      split = ",",
      description = "Some of ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<Part> only = EnumSet.allOf(Part.class);

  @Option(
      names = "--queries",
      paramLabel = "RECORDS",
      defaultValue = "0",
      description =
          "Stored in both before queries are timed; 10000000 takes most of an hour. Default: none.")
  private long queries;

  @Option(
      names = "--server-flags",
      split = " ",
      defaultValue = "-XX:+UseSerialGC -Xms160m -Xmx160m",
      description = "The server's JVM where records are stored. Default: ${DEFAULT-VALUE}.")
  private List<String> serverFlags = List.of();

  @Option(names = "--json", description = "Medians as one JSON object in the last line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private CollectorBench() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Results results = new Results(out);
    // Elasticsearch runs as nobody, who must get to its own folder in this one.
    Path folder =
        Files.createTempDirectory(
            "tocsin-bench-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try {
      measure(out, results, folder);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
    results.print();
    if (json) {
      out.println(results.json());
      out.flush();
    }
    return 0;
  }

  private void measure(PrintWriter out, Results results, Path folder)
      throws IOException, InterruptedException {
    if (only.contains(Part.FUNCTIONS)) {
      functions(out, results);
    }
    BankLogs bank = new BankLogs(42);
    List<byte[]> small = bank.requests(32, BATCH, SMALL);
    if (only.contains(Part.ACCEPTED)) {
      Map<String, List<byte[]>> shapes = new LinkedHashMap<>();
      shapes.put("300B", small);
      shapes.put("1kB", bank.requests(16, BATCH, LARGE));
      shapes.put("300B_batch8192", bank.requests(4, LARGE_BATCH, SMALL));
      shapes.put("1kB_batch8192", bank.requests(2, LARGE_BATCH, LARGE));
      accepted(out, results, folder, SERVER_CORE, "1core", shapes);
      accepted(out, results, folder, BOTH_CORES, "2cores", shapes);
    }
    if (only.contains(Part.SUSTAINED)) {
      sustained(out, results, folder, small);
    }
    if (only.contains(Part.FILE_TAIL)) {
      Path own = Files.createDirectories(folder.resolve("file-tail"));
      FileTail.measure(own, FILE_TAIL_LINES, rounds)
          .ratios()
          .forEach(ratio -> results.add("ratio_file_tail_to_rsyslog", ratio));
    }
    if (queries > 0) {
      queries(out, results, folder, bank, small);
    }
  }

  private void functions(PrintWriter out, Results results)
      throws IOException, InterruptedException {
    out.printf(Locale.ROOT, "functions, %d rounds, %d-byte records%n", rounds, SMALL);
    FunctionsRun run = FunctionsRun.of(ownJar(), SERVER_CORE, rounds, SMALL);
    run.into(results);
    results.ratio("ratio_to_bare_walk", FunctionsCommand.PIPELINE, FunctionsCommand.BARE_WALK);
    results.ratio("ratio_to_protobuf_objects", FunctionsCommand.CURSOR, FunctionsCommand.OBJECTS);
    results.ratio(
        "ratio_pipeline_to_protobuf_objects", FunctionsCommand.PIPELINE, FunctionsCommand.OBJECTS);
  }

  private void accepted(
      PrintWriter out,
      Results results,
      Path folder,
      String processors,
      String cores,
      Map<String, List<byte[]>> shapes)
      throws IOException, InterruptedException {
    Path own = folder.resolve("accepted");
    try (Server server = Server.start(serverJar(), processors, ROOMY, own)) {
      if (processors.equals(SERVER_CORE)) {
        server.moveReadersTo(LOAD_CORE);
      }
      for (List<byte[]> requests : shapes.values()) {
        saturate(server, requests, Math.max(1, warmUp / shapes.size()));
      }
      for (int round = 0; round < rounds; round++) {
        out.printf("accepted, %s, round %d%n", cores, round + 1);
        for (Map.Entry<String, List<byte[]>> shape : shapes.entrySet()) {
          accepted(results, server, shape.getKey() + "_" + cores, shape.getValue());
        }
      }
    } finally {
      FileSystemUtils.deleteRecursively(own);
    }
  }

  private void accepted(Results results, Server server, String shape, List<byte[]> requests)
      throws IOException, InterruptedException {
    long cpu = server.cpuNanos();
    Load.Sent sent = saturate(server, requests, seconds);
    double used = (server.cpuNanos() - cpu) / 1e9;
    results.add("accepted_per_s_" + shape, sent.recordsPerSecond());
    results.add("accepted_mb_per_s_" + shape, sent.bytesPerSecond() / 1e6);
    results.add("server_cpu_us_per_record_" + shape, used / sent.records() * 1e6);
    results.add("refused_" + shape, sent.refused());
  }

  private Sender.Opener opener(Server server) {
    return protocol == Protocol.GRPC ? server::grpc : server::http;
  }

  private Load.Sent saturate(Server server, List<byte[]> requests, int seconds)
      throws IOException, InterruptedException {
    try (Load load = new Load(opener(server), connections, OtlpRequest.copiesOf(requests), 1)) {
      return load.saturate(Duration.ofSeconds(seconds));
    }
  }

  private void sustained(PrintWriter out, Results results, Path folder, List<byte[]> requests)
      throws IOException, InterruptedException {
    Path own = folder.resolve("sustained");
    try (Server server =
            Server.start(serverJar(), SERVER_CORE, serverFlags, own.resolve("tocsin"));
        Load load = new Load(opener(server), connections, OtlpRequest.copiesOf(requests), 2);
        @Nullable Elasticsearch node = rival(out, own.resolve("rival"));
        @Nullable Load rival =
            node == null
                ? null
                : new Load(node::bulk, connections, BulkRequest.copiesOf(requests), 3)) {
      new Sustained(
              out,
              results,
              new Sustained.Plan(
                  rounds, records, BATCH, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds)))
          .measure(server, load, node, rival);
    } finally {
      FileSystemUtils.deleteRecursively(own);
    }
  }

  /** Where it does not start, our own figures are still worth having; its ratio is left out. */
  private static @Nullable Elasticsearch rival(PrintWriter out, Path folder)
      throws InterruptedException {
    try {
      return Elasticsearch.start(elasticsearchHome(), SERVER_CORE, "1g", folder);
    } catch (IOException e) {
      out.printf("Elasticsearch is left out: %s%n", e.getMessage());
      return null;
    }
  }

  private void queries(
      PrintWriter out, Results results, Path folder, BankLogs bank, List<byte[]> requests)
      throws IOException, InterruptedException {
    Path own = folder.resolve("queries");
    Queries questions = new Queries(out, bank, requests, queries);
    out.printf(Locale.ROOT, "queries over %,d records%n", queries);
    try (Server server =
            Server.start(serverJar(), SERVER_CORE, serverFlags, own.resolve("tocsin"));
        Elasticsearch node =
            Elasticsearch.start(elasticsearchHome(), SERVER_CORE, "1g", own.resolve("rival"))) {
      try (Sender sender = node.bulk()) {
        questions.fill(sender, BulkRequest.copiesOf(requests));
        node.refresh();
      }
      try (Sender sender = server.http()) {
        server.awaitStored(questions.fill(sender, OtlpRequest.copiesOf(requests)));
      }
      for (int round = 0; round < rounds; round++) {
        questions.ask(server, node, questions.traceIds(), 100, results);
      }
    } finally {
      FileSystemUtils.deleteRecursively(own);
    }
  }

  private static Path ownJar() {
    java.io.File source = new ApplicationHome(CollectorBench.class).getSource();
    if (source == null) {
      throw new IllegalStateException("it runs from its jar only: ./tocsin bench collector");
    }
    return source.toPath().toAbsolutePath();
  }

  private static Path serverJar() {
    return Path.of(System.getProperty("tocsin.server.jar", "web/target/tocsin.jar"))
        .toAbsolutePath();
  }

  private static Path elasticsearchHome() {
    return Path.of(System.getProperty("tocsin.elasticsearch", "bench/target/elasticsearch-9.5.3"))
        .toAbsolutePath();
  }
}
