package io.tocsin.demo.run;

import io.tocsin.demo.screen.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Tocsin and the bank. None outlives the demo: each ends when its input does. */
final class Processes {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Artifacts artifacts;
  private final RunFolder folder;
  private final Ports ports;
  private final Started started;

  Processes(Artifacts artifacts, RunFolder folder, Ports ports, Started started) {
    this.artifacts = artifacts;
    this.folder = folder;
    this.ports = ports;
    this.started = started;
  }

  /** With its tracker, which it starts as a process of its own. */
  Child tocsin() throws IOException {
    return started.keep(
        Child.start(
            "tocsin",
            folder.log("tocsin"),
            List.of(
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                artifacts.server().toString(),
                "up",
                "--until-input-ends",
                "--config",
                folder.config().toString()),
            Map.of()));
  }

  Child accounts(String token, String revision) throws IOException {
    return bank(
        "accounts",
        token,
        revision,
        List.of("--port", "" + ports.accounts(), "--database", folder.database().toString()));
  }

  Child gateway(String token, String revision) throws IOException {
    return bank(
        "gateway",
        token,
        revision,
        List.of(
            "--port", "" + ports.gateway(), "--accounts", Ports.url(ports.accounts()).toString()));
  }

  /** Waits until that address answers with less than 500. */
  void await(Child child, URI address, Progress progress)
      throws IOException, InterruptedException, DemoFailedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!answers(http, request)) {
        child.requireAlive();
        if (System.nanoTime() - deadline > 0) {
          throw new DemoFailedException(
              "%s did not answer within %d s".formatted(address, PATIENCE.toSeconds()));
        }
        progress.now("starting");
        Thread.sleep(POLL);
      }
    }
  }

  private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Child bank(String service, String token, String revision, List<String> own)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                // Small services on few cores: quick to start matters more than peak speed.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "-javaagent:" + artifacts.tocsinAgent(),
                "-javaagent:" + artifacts.otelAgent(),
                "-jar",
                artifacts.demo().toString(),
                "bank",
                service,
                "--until-input-ends",
                "--steps",
                folder.steps(service).toString()));
    arguments.addAll(own);
    return started.keep(
        Child.start(
            service,
            folder.log(service),
            arguments,
            BankEnvironment.of(
                service, Ports.url(ports.otlp()), token, revision, folder.exits(service))));
  }
}
