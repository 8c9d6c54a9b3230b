package io.tocsin.demo.run;

import io.tocsin.demo.bank.step.StepLayout;
import io.tocsin.demo.watch.StepTimes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bank's services, started as often as it takes: at first, after a death, for a release. */
final class Bank {
  /** In the order in which they are started: the gateway asks accounts. */
  static final List<String> SERVICES = List.of("accounts", "gateway");

  private static final Duration LONGEST_DEATH = Duration.ofSeconds(30);

  private final Processes processes;
  private final RunFolder folder;
  private final Ports ports;
  private final String token;
  private final Map<String, Child> running = new HashMap<>();
  private final Map<String, Integer> starts = new HashMap<>();
  private Version version;

  Bank(Processes processes, RunFolder folder, Ports ports, String token, Version version) {
    this.processes = processes;
    this.folder = folder;
    this.ports = ports;
    this.token = token;
    this.version = version;
  }

  /** Returns before they answer. */
  void start() throws IOException {
    for (String service : SERVICES) {
      start(service);
    }
  }

  void start(String service) throws IOException {
    int number = starts.merge(service, 1, Integer::sum);
    Processes.Launch launch =
        new Processes.Launch(service, version, folder.steps(service, number), token);
    running.put(service, processes.bank(launch));
  }

  /** Stops the services in order and starts them as another version. */
  void replaceBy(Version next) throws IOException {
    version = next;
    for (String service : SERVICES.reversed()) {
      child(service).close();
    }
    start();
  }

  /** When that service's process had ended, in nanoseconds since 1970. */
  long awaitDeath(String service) throws InterruptedException, DemoFailedException {
    return child(service).awaitDeath(LONGEST_DEATH);
  }

  /** Whether all of them answer; one that has ended is an error. */
  boolean answers() throws IOException, InterruptedException, DemoFailedException {
    for (String service : SERVICES) {
      child(service).requireAlive();
      if (!processes.answers(address(service))) {
        return false;
      }
    }
    return true;
  }

  /** One for each of its starts that came as far as to make one, the newest last. */
  List<StepTimes> steps(String service) throws IOException {
    List<StepTimes> steps = new ArrayList<>();
    for (int number = 1; number <= starts.getOrDefault(service, 0); number++) {
      Path file = folder.steps(service, number);
      if (Files.exists(file) && Files.size(file) == StepLayout.RING_BYTES) {
        steps.add(StepTimes.open(file));
      }
    }
    return steps;
  }

  private URI address(String service) {
    return Ports.url(service.equals("gateway") ? ports.gateway() : ports.accounts());
  }

  private Child child(String service) {
    Child child = running.get(service);
    if (child == null) {
      throw new IllegalStateException(service + " was not started");
    }
    return child;
  }
}
