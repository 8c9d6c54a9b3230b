package io.tocsin.demo.run;

import io.tocsin.demo.screen.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Tocsin and the bank. None outlives the demo: each ends when its input does. */
final class Processes {
  /** By name, because packages point one way: that class knows this package. */
  private static final String ENTRY = "io.tocsin.demo.Main";

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * One start of one of the bank's services.
   *
   * @param steps file of the step ring, to be made
   * @param token that its agents show
   */
  record Launch(String service, Version version, Path steps, String token) {}

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
                "@" + artifacts.serverOptions(),
                "-jar",
                artifacts.server().toString(),
                "up",
                "--until-input-ends",
                "--config",
                folder.config().toString()),
            Map.of()));
  }

  /** Waits until that address answers with less than 500. */
  void await(Child child, URI address, Progress progress)
      throws IOException, InterruptedException, DemoFailedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(address)) {
      child.requireAlive();
      if (System.nanoTime() - deadline > 0) {
        throw new DemoFailedException(
            "%s did not answer within %d s".formatted(address, PATIENCE.toSeconds()));
      }
      progress.now("starting");
      Thread.sleep(POLL);
    }
  }

  /** Whether that address answers with less than 500 just now. */
  boolean answers(URI address) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
    } catch (IOException notYet) {
      return false;
    }
  }

  Child bank(Launch launch) throws IOException {
    String service = launch.service();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                // Small services on few cores: quick to start matters more than peak speed.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-XX:ErrorFile=" + folder.errorFile(),
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-javaagent:" + artifacts.tocsinAgent(),
                "-javaagent:" + artifacts.otelAgent(),
                "-classpath",
                Build.classPath(launch.version().classPath()),
                ENTRY,
                "bank",
                service,
                "--until-input-ends",
                "--steps",
                launch.steps().toString()));
    arguments.addAll(own(service));
    return started.keep(
        Child.start(
            service,
            folder.log(service),
            arguments,
            BankEnvironment.of(
                service,
                Ports.url(ports.otlp()),
                launch.token(),
                launch.version(),
                folder.exits(service))));
  }

  private List<String> own(String service) {
    return service.equals("gateway")
        ? List.of(
            "--port", "" + ports.gateway(), "--accounts", Ports.url(ports.accounts()).toString())
        : List.of("--port", "" + ports.accounts(), "--database", folder.database().toString());
  }
}
