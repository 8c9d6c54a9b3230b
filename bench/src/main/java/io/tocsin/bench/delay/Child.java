package io.tocsin.bench.delay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the run's own. Its standard input stays open for as long as this process lives. */
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long STOP_SECONDS = 10;
  private static final long LOOK_MILLIS = 50;

  private final String name;
  private final Path log;
  private final Process process;

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * @param environment beside ours, without whatever is set for OpenTelemetry there
   */
  static Child start(
      String name, Path folder, List<String> command, Map<String, String> environment)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    // Whoever breaks the run off must not leave programs behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new Child(name, log, process);
  }

  /** This process' own JDK, with those arguments. */
  static List<String> java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return command;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns when that address answers with 200. */
  void awaitReady(URI address, HttpClient client) throws IOException, InterruptedException {
    long ends = System.nanoTime() + PATIENCE.toNanos();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    while (System.nanoTime() - ends < 0 && process.isAlive()) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It is asked again below.
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    throw new IOException(name + " did not come up: " + Files.readString(log));
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
