package io.tocsin.bench.agent;

import io.tocsin.bench.measure.ProcFiles;
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
import java.util.concurrent.TimeUnit;

/** The measured service: a JVM of its own on the first processor. */
final class Service implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final URI address;
  private final Path log;
  private final Duration startUp;

  private Service(Process process, URI address, Path log, Duration startUp) {
    this.process = process;
    this.address = address;
    this.log = log;
    this.startUp = startUp;
  }

  /** Returns when it has answered its first request. */
  static Service start(Variant variant, Agents agents, String sink, Path folder, HttpClient client)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms256m", "-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(variant.flags(agents, sink, folder));
    command.addAll(List.of("-jar", agents.app().toString(), "app", "--port", "" + port));
    Path log = folder.resolve(variant.key() + ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(each -> each.startsWith("OTEL_"));
    builder.environment().putAll(variant.environment(sink));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long begin = System.nanoTime();
    Process process = builder.start();
    URI address = URI.create("http://127.0.0.1:" + port);
    try {
      awaitReady(process, address.resolve("/ready"), client, log);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
    return new Service(process, address, log, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static void awaitReady(Process process, URI ready, HttpClient client, Path log)
      throws IOException, InterruptedException {
    long ends = System.nanoTime() + PATIENCE.toNanos();
    HttpRequest request = HttpRequest.newBuilder(ready).build();
    while (System.nanoTime() < ends && process.isAlive()) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    throw new IOException("the service did not come up: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI address() {
    return address;
  }

  Duration startUp() {
    return startUp;
  }

  long cpuNanos() throws IOException {
    return ProcFiles.cpuNanos(process.pid());
  }

  double residentMebibytes() throws IOException {
    return ProcFiles.residentMebibytes(process.pid());
  }

  /** Whatever the agents said, for a person who wonders. */
  Path log() {
    return log;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
