package io.tocsin.bench.collector;

import com.sun.management.OperatingSystemMXBean;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.ObservedTime;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.lookup.AccountTables;
import io.tocsin.collector.pipeline.WirePipeline;
import io.tocsin.collector.processor.account.AccountConfig;
import io.tocsin.collector.processor.account.AccountProcessor;
import io.tocsin.collector.processor.business.BusinessConfig;
import io.tocsin.collector.processor.business.BusinessProcessor;
import io.tocsin.collector.processor.classify.ClassifyConfig;
import io.tocsin.collector.processor.classify.ClassifyProcessor;
import io.tocsin.collector.processor.classify.ErrorPackReader;
import io.tocsin.collector.processor.masking.MaskingConfig;
import io.tocsin.collector.processor.masking.MaskingProcessor;
import io.tocsin.collector.receiver.filelog.FilelogConfig;
import io.tocsin.collector.receiver.filelog.FilelogReceiver;
import io.tocsin.collector.receiver.filelog.MultilineConfig;
import io.tocsin.collector.receiver.filelog.format.FormatConfig;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.account.Keys;
import io.tocsin.storage.segment.SegmentLogConfig;
import io.tocsin.storage.segment.SegmentTelemetryLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Our half of {@link FileTail}, in a process of its own: for each line on its standard input it
 * reads the file from its start into a new log on disk, every processor on, and prints seconds and
 * seconds of processor time until the log has acknowledged every record.
 */
@Command(name = "file-tail-run", hidden = true)
public final class FileTailRun implements Callable<Integer> {
  private static final String DELIVERED = "tocsin_receiver_filelog_delivered_records_total";
  private static final double NANOS = 1e9;
  private static final Keys KEYS =
      new Keys(
          List.of(new Keys.Key("i1", new byte[32])), List.of(new Keys.Key("e1", new byte[16])));

  @Parameters(index = "0")
  private Path file = Path.of("");

  @Parameters(index = "1")
  private long lines;

  @Parameters(index = "2")
  private Path folder = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  private FileTailRun() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      Path fresh = Files.createTempDirectory(folder, "tail-");
      try {
        round(fresh, out);
      } finally {
        FileSystemUtils.deleteRecursively(fresh);
      }
    }
    return 0;
  }

  private void round(Path fresh, PrintWriter out) throws InterruptedException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    SegmentTelemetryLog log =
        new SegmentTelemetryLog(
            logConfig(), fresh.resolve("log"), InstantSource.system(), System::nanoTime);
    log.start();
    Intake intake =
        new Intake(
            new WirePipeline(
                List.of(
                    new BusinessProcessor(BusinessConfig.defaults()),
                    new ClassifyProcessor(ErrorPackReader.load(ClassifyConfig.defaults())),
                    new AccountProcessor(
                        AccountConfig.defaults(),
                        tenant -> KEYS,
                        new AccountTables(List.of(), tenant -> KEYS)),
                    new MaskingProcessor(MaskingConfig.defaults())),
                log.routes(),
                WireLimits.defaults()),
            log,
            new Ledger(log),
            new ObservedTime(InstantSource.system(), System::nanoTime, 0),
            false);
    FilelogReceiver receiver =
        new FilelogReceiver(Map.of("bench", config()), fresh, intake, InstantSource.system());
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    receiver.start();
    while (delivered(receiver) < lines) {
      Thread.sleep(2);
    }
    long end = System.nanoTime();
    cpu = system.getProcessCpuTime() - cpu;
    receiver.close();
    log.close();
    out.printf("%.4f %.4f%n", (end - start) / NANOS, cpu / NANOS);
    out.flush();
  }

  private static double delivered(FilelogReceiver receiver) {
    return receiver.samples().stream()
        .filter(sample -> sample.name().equals(DELIVERED))
        .mapToDouble(sample -> sample.value())
        .sum();
  }

  /** As by default, where the file's size allows it. */
  private static SegmentLogConfig logConfig() {
    return new SegmentLogConfig(
        2,
        64L << 20,
        512L << 20,
        16L << 30,
        100,
        64 << 20,
        256L << 20,
        Duration.ofMinutes(10),
        1_000_000,
        Duration.ZERO,
        Duration.ofSeconds(5),
        256L << 20,
        16 << 20);
  }

  private FilelogConfig config() {
    return new FilelogConfig(
        List.of(file.toString()),
        List.of(),
        "default",
        FilelogConfig.StartAt.BEGINNING,
        FormatConfig.of(FormatConfig.Type.JSON),
        MultilineConfig.defaults(),
        Map.of("service.name", "payments", "site", "north"),
        true,
        false,
        "utf-8",
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        1 << 20,
        1_000,
        1_024,
        10_000,
        Duration.ofSeconds(30),
        Duration.ofDays(7),
        1 << 20,
        10_000);
  }
}
