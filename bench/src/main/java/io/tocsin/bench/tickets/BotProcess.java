package io.tocsin.bench.tickets;

import io.tocsin.bench.measure.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One bot, a process of its own with cables of its own, that can be killed and stopped. */
final class BotProcess implements AutoCloseable {
  private final Path jar;
  private final Path settings;
  private final Cable database;
  private final Cable tracker;
  private @Nullable Process process;
  private int starts;

  BotProcess(Path jar, Path settings, Cable database, Cable tracker) {
    this.jar = jar;
    this.settings = settings;
    this.database = database;
    this.tracker = tracker;
  }

  Cable database() {
    return database;
  }

  Cable tracker() {
    return tracker;
  }

  void start() throws IOException {
    starts++;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ServerOptions.argument(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("-jar", jar.toString(), "up", "--roles=bot", "--config", settings.toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
  }

  boolean alive() {
    return process != null && process.isAlive();
  }

  /** Whether it has begun to work since its last start. */
  boolean atWork() throws IOException {
    return alive() && Files.readString(log()).contains(" is up");
  }

  /** One a start. */
  private Path log() {
    return settings.resolveSibling("bot-" + starts + ".log");
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    started().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  /** SIGSTOP: it does nothing, and does not know it. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(started().pid())).start().waitFor();
  }

  private Process started() {
    if (process == null) {
      throw new IllegalStateException("no bot was started with " + settings);
    }
    return process;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
    database.close();
    tracker.close();
  }
}
