package io.tocsin.bench.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs {@link FunctionsCommand} on one processor and reads what it prints. */
final class FunctionsRun {
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  private FunctionsRun() {}

  static FunctionsRun of(Path benchJar, String processor, int rounds, int recordBytes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "taskset",
                "-c",
                processor,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms512m",
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                benchJar.toString(),
                "collector-functions",
                "--rounds",
                String.valueOf(rounds),
                "--bytes",
                String.valueOf(recordBytes))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("functions: " + printed);
    }
    FunctionsRun run = new FunctionsRun();
    printed
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(line ->
            run.rates
                .computeIfAbsent(line[0], name -> new ArrayList<>())
                .add(Double.parseDouble(line[1])));
    return run;
  }

  void into(Results results) {
    rates.forEach((name, values) -> values.forEach(value -> results.add(name, value)));
  }
}
