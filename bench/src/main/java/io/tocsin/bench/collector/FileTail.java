package io.tocsin.bench.collector;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One file of JSON lines, read by rsyslog and by our file tail in turns, both on one processor.
 * rsyslog (imfile, mmjsonparse, omfile) parses each line, puts two fields on it and writes it as
 * JSON. Ours parses it to OTLP, puts the same two on it, runs every processor (masking, account
 * tokens and ciphertext, error model, operation) and has it on disk, forced, in the log.
 */
@Command(
    name = "file-tail",
    description = "Lines of one file a second beside rsyslog, each on one processor.")
public final class FileTail implements Callable<Integer> {
  private static final String PROCESSOR = "1";
  private static final String LAST = "op-last";
  private static final int WARM_UP = 5;
  private static final int END_BYTES = 1_024;
  private static final long LONGEST_NANOS = 120_000_000_000L;
  private static final long TICKS_PER_SECOND = 100;

  /** Seconds, and seconds of processor time, for all lines. */
  public record Taken(double wall, double cpu) {}

  /**
   * @param tocsin one a round
   * @param rsyslog the round's other half
   */
  public record Rates(long lines, List<Taken> tocsin, List<Taken> rsyslog) {
    public double tocsinLinesPerSecond() {
      return median(tocsin.stream().map(taken -> lines / taken.wall()).toList());
    }

    public double rsyslogLinesPerSecond() {
      return median(rsyslog.stream().map(taken -> lines / taken.wall()).toList());
    }

    /** Median of the rounds' own ratios. */
    public double ratio() {
      return median(ratios());
    }

    List<Double> ratios() {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < tocsin.size(); i++) {
        ratios.add(rsyslog.get(i).wall() / tocsin.get(i).wall());
      }
      return ratios;
    }

    double cpuRatio() {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < tocsin.size(); i++) {
        ratios.add(rsyslog.get(i).cpu() / tocsin.get(i).cpu());
      }
      return median(ratios);
    }
  }

  @Option(names = "--lines", defaultValue = "300000", description = "Default: ${DEFAULT-VALUE}.")
  private long lines;

  @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--json", description = "Figures as one JSON object in the last line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private FileTail() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("tocsin-file-tail-");
    try {
      Rates rates = measure(folder, lines, rounds);
      for (int i = 0; i < rounds; i++) {
        out.printf(
            Locale.ROOT,
            "round %d: tocsin %.0f lines/s, rsyslog %.0f lines/s%n",
            i + 1,
            lines / rates.tocsin().get(i).wall(),
            lines / rates.rsyslog().get(i).wall());
      }
      out.printf(
          Locale.ROOT,
          "median: tocsin %.0f lines/s, rsyslog %.0f lines/s, ratio %.2f (%.2f to %.2f);"
              + " by processor time %.2f%n",
          rates.tocsinLinesPerSecond(),
          rates.rsyslogLinesPerSecond(),
          rates.ratio(),
          rates.ratios().stream().min(Comparator.naturalOrder()).orElseThrow(),
          rates.ratios().stream().max(Comparator.naturalOrder()).orElseThrow(),
          rates.cpuRatio());
      if (json) {
        out.printf(
            Locale.ROOT,
            "{\"file_tail_lines_per_s_1core\": %.0f, \"rsyslog_lines_per_s_1core\": %.0f,"
                + " \"ratio_file_tail_to_rsyslog\": %.2f}%n",
            rates.tocsinLinesPerSecond(),
            rates.rsyslogLinesPerSecond(),
            rates.ratio());
      }
      out.flush();
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
    return 0;
  }

  /**
   * Interleaved rounds, after some of ours that warm its JVM.
   *
   * @param folder for the file and what is made of it
   */
  public static Rates measure(Path folder, long lines, int rounds)
      throws IOException, InterruptedException {
    Path file = folder.resolve("bank.log");
    write(file, lines);
    List<Taken> tocsin = new ArrayList<>();
    List<Taken> rsyslog = new ArrayList<>();
    Process process = tocsin(file, lines, folder);
    try (BufferedWriter to = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader from =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int round = 0; round < WARM_UP; round++) {
        ask(to, from);
      }
      for (int round = 0; round < rounds; round++) {
        tocsin.add(ask(to, from));
        rsyslog.add(rsyslog(file, Files.createTempDirectory(folder, "rsyslog-")));
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
    return new Rates(lines, tocsin, rsyslog);
  }

  private static Taken ask(BufferedWriter to, BufferedReader from) throws IOException {
    to.write("again\n");
    to.flush();
    String answer = from.readLine();
    if (answer == null) {
      throw new IOException("our half of the benchmark ended early");
    }
    String[] numbers = answer.split(" ", -1);
    return new Taken(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
  }

  /** Every account is one of 5,000, as in a bank's day; ids differ in every line. */
  private static void write(Path file, long lines) throws IOException {
    Random random = new Random(7);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long i = 0; i < lines; i++) {
        out.write(
            String.format(
                Locale.ROOT,
                "{\"@timestamp\":\"2026-11-28T10:%02d:%02d.%03dZ\",\"level\":\"INFO\","
                    + "\"logger_name\":\"com.acme.pay.TransferService\","
                    + "\"thread_name\":\"http-nio-8080-exec-%d\","
                    + "\"message\":\"transfer of %d.50 CNY booked in %d ms, queue depth %d\","
                    + "\"trace_id\":\"%016x%016x\",\"span_id\":\"%016x\","
                    + "\"account_id\":\"6217%012d\",\"tenant_code\":\"T%03d\",\"op_id\":\"%s\"}%n",
                i / 60_000 % 60,
                i / 1_000 % 60,
                i % 1_000,
                i % 200,
                random.nextInt(90_000),
                random.nextInt(90),
                random.nextInt(9),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextInt(5_000),
                i % 900,
                i == lines - 1 ? LAST : "op-%08x".formatted(random.nextInt())));
      }
    }
  }

  private static Process tocsin(Path file, long lines, Path folder) throws IOException {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", PROCESSOR));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xms256m",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    File home = new ApplicationHome(FileTail.class).getSource();
    if (home != null && home.isFile()) {
      command.addAll(List.of("-jar", home.getPath()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tocsin.bench.Main"));
    }
    command.addAll(
        List.of("file-tail-run", file.toString(), String.valueOf(lines), folder.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static Taken rsyslog(Path file, Path folder) throws IOException, InterruptedException {
    Path output = folder.resolve("out.log");
    Path settings = folder.resolve("rsyslog.conf");
    Files.writeString(settings, rsyslogSettings(file, folder, output));
    Process process =
        new ProcessBuilder(
                "taskset",
                "-c",
                PROCESSOR,
                "rsyslogd",
                "-n",
                "-f",
                settings.toString(),
                "-i",
                folder.resolve("pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("messages").toFile())
            .start();
    try {
      long start = System.nanoTime();
      while (!endsWithTheLast(output)) {
        if (!process.isAlive() || System.nanoTime() - start > LONGEST_NANOS) {
          throw new IOException(
              "rsyslog did not end: " + Files.readString(folder.resolve("messages")));
        }
        Thread.sleep(2);
      }
      return new Taken((System.nanoTime() - start) / 1e9, cpuSeconds(process.pid()));
    } finally {
      process.destroy();
      process.waitFor();
      Files.deleteIfExists(output);
    }
  }

  private static String rsyslogSettings(Path file, Path folder, Path output) {
    return """
    global(workDirectory="%s")
    module(load="imfile" mode="inotify")
    module(load="mmjsonparse")
    template(name="json" type="list") { property(name="$!all-json") constant(value="\\n") }
    input(type="imfile" file="%s" tag="app" ruleset="bank" addMetadata="off")
    ruleset(name="bank" queue.type="LinkedList" queue.size="100000" queue.dequeueBatchSize="1024") {
      action(type="mmjsonparse" cookie="")
      set $!service = "payments";
      set $!site = "north";
      action(type="omfile" file="%s" template="json" ioBufferSize="256k")
    }
    """
        .formatted(folder, file, output);
  }

  private static boolean endsWithTheLast(Path output) throws IOException {
    if (!Files.exists(output)) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
      long from = Math.max(0, file.length() - END_BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8).contains(LAST);
    }
  }

  /** proc(5): fields 14 and 15 of stat, counted behind the name, which may hold blanks. */
  private static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
