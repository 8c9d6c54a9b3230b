package io.tocsin.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM that the demo has started and stops again. What it prints is added to a file. */
final class Child implements AutoCloseable {
  private static final int STOP_SECONDS = 15;
  private static final int SHOWN_LINES = 15;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final String name;
  private final Path log;
  private final Process process;

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts this process' own JDK.
   *
   * @param arguments of {@code java}
   * @param environment beside ours, without whatever else is set for OpenTelemetry there
   */
  static Child start(String name, Path log, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new Child(name, log, builder.start());
  }

  String printed() throws IOException {
    return Files.readString(log);
  }

  void requireAlive() throws DemoFailedException, IOException {
    if (!process.isAlive()) {
      List<String> lines = printed().lines().toList();
      throw new DemoFailedException(
          "%s ended with code %d; its last lines:%n%s"
              .formatted(
                  name,
                  process.exitValue(),
                  String.join(
                      "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()))));
    }
  }

  /** For one that does its work and ends. */
  void requireSuccess() throws InterruptedException, DemoFailedException, IOException {
    if (process.waitFor() != 0) {
      requireAlive();
    }
  }

  /** Waits for its end; returns the nanoseconds since 1970 then. */
  long awaitDeath(Duration longest) throws InterruptedException, DemoFailedException {
    if (!process.waitFor(longest)) {
      throw new DemoFailedException(
          "%s did not die within %d s".formatted(name, longest.toSeconds()));
    }
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }

  /** Asks it to stop and waits; one that does not is killed. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
