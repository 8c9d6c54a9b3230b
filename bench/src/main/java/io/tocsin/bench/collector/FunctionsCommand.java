package io.tocsin.bench.collector;

import io.tocsin.collector.pipeline.Processed;
import io.tocsin.collector.pipeline.WirePipeline;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.collector.wiring.CollectorConfig;
import io.tocsin.collector.wiring.Components;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.Keys;
import io.tocsin.model.log.TelemetryKind;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@link Functions} and the whole pipeline, by turns, in one thread of a JVM of its own: records a
 * second of processor time, a line a round.
 */
@Command(name = "collector-functions", hidden = true)
public final class FunctionsCommand implements Callable<Integer> {
  static final String BARE_WALK = "bare_walk";
  static final String PIPELINE = "pipeline";
  static final String CURSOR = "cursor";
  static final String OBJECTS = "objects";
  private static final TenantId TENANT = new TenantId("bank");
  private static final int ROUTES = 2;
  private static final int WARM_UP_ROUNDS = 10;
  private static final long NANOS_PER_MILLI = 1_000_000;

  @Option(names = "--rounds", defaultValue = "5")
  private int rounds;

  @Option(names = "--millis", defaultValue = "1000", description = "Of each round.")
  private int millis;

  @Option(names = "--records", defaultValue = "512", description = "Of a request.")
  private int records;

  @Option(names = "--bytes", defaultValue = "300", description = "Of a record.")
  private int bytes;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private FunctionsCommand() {}

  private interface Work {
    void run() throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    byte[] request = new BankLogs(7).request(records, bytes);
    Functions functions = new Functions(request);
    if (!functions.byCursor().equals(functions.byObjects())) {
      throw new IllegalStateException("both ways must come to the same: " + functions.byCursor());
    }
    Keys keys = keys();
    WirePipeline pipeline =
        new WirePipeline(
            Components.processors(CollectorConfig.Processors.defaults(), tenant -> keys),
            ROUTES,
            WireLimits.defaults());
    Map<String, Work> works = new LinkedHashMap<>();
    works.put(BARE_WALK, functions::byBareWalk);
    works.put(PIPELINE, () -> process(pipeline, request));
    works.put(CURSOR, functions::byCursor);
    works.put(OBJECTS, functions::byObjects);
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (Map.Entry<String, Work> work : works.entrySet()) {
        double rate = rate(work.getValue());
        if (round >= 0) {
          out.printf(Locale.ROOT, "%s %.0f%n", work.getKey(), rate);
          out.flush();
        }
      }
    }
    return 0;
  }

  private void process(WirePipeline pipeline, byte[] request) throws Exception {
    Processed done = pipeline.process(TENANT, TelemetryKind.LOGS, request, 1);
    if (done.records() != records) {
      throw new IllegalStateException("records lost: " + done.records());
    }
  }

  private double rate(Work work) throws Exception {
    long begin = threads.getCurrentThreadCpuTime();
    long done = 0;
    long took = 0;
    while (took < millis * NANOS_PER_MILLI) {
      work.run();
      done += records;
      took = threads.getCurrentThreadCpuTime() - begin;
    }
    return done * 1e9 / took;
  }

  private static Keys keys() {
    byte[] index = new byte[32];
    byte[] encryption = new byte[16];
    Arrays.fill(index, (byte) 1);
    Arrays.fill(encryption, (byte) 2);
    return new Keys(List.of(new Keys.Key("i1", index)), List.of(new Keys.Key("e1", encryption)));
  }
}
