package io.tocsin.bench.delay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The faulty service, a JVM of its own with our agent. */
final class FaultyProcess implements AutoCloseable {
  static final String SERVICE = "settlement";

  private final Child child;
  private final HttpClient http;
  private final URI address;

  private FaultyProcess(Child child, HttpClient http, URI address) {
    this.child = child;
    this.http = http;
    this.address = address;
  }

  /**
   * @param bench this jar
   * @param otlp where the agent sends to
   */
  static FaultyProcess start(
      Path bench, Path agent, FaultSources sources, int faults, URI otlp, String token, Path folder)
      throws IOException, InterruptedException {
    int port = Child.freePort();
    Child child =
        Child.start(
            "faulty-service",
            folder,
            Child.java(
                List.of(
                    "-Xmx192m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-javaagent:" + agent,
                    "-jar",
                    bench.toString(),
                    "faulty-service",
                    "--port",
                    "" + port,
                    "--classes",
                    sources.classes().toString(),
                    "--faults",
                    "" + faults)),
            Map.of(
                "OTEL_SERVICE_NAME",
                SERVICE,
                "OTEL_RESOURCE_ATTRIBUTES",
                "service.version=1.0.0,deployment.environment.name=bench,vcs.ref.head.revision="
                    + sources.commit(),
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                otlp.toString(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "authorization=Bearer%20" + token,
                "TOCSIN_AGENT_DIR",
                folder.resolve("agent").toString()));
    HttpClient http = HttpClient.newHttpClient();
    URI address = URI.create("http://127.0.0.1:" + port);
    try {
      child.awaitReady(address.resolve("/thrown"), http);
    } catch (IOException | InterruptedException e) {
      child.close();
      throw e;
    }
    return new FaultyProcess(child, http, address);
  }

  /** As host and port, for who scrapes it. */
  String target() {
    return address.getAuthority();
  }

  /** Has that fault happen; returns before it has. */
  void fail(int number) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/faults/" + number))
            .POST(BodyPublishers.noBody())
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("fault " + number + ": " + status);
    }
  }

  /** Nanoseconds since 1970 by fault; those that have happened. */
  Map<Integer, Long> thrown() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve("/thrown")).build();
    Map<Integer, Long> thrown = new HashMap<>();
    for (String line : http.send(request, BodyHandlers.ofString()).body().lines().toList()) {
      String[] fields = line.split(" ");
      long nanos = Long.parseLong(fields[1]);
      if (nanos > 0) {
        thrown.put(Integer.parseInt(fields[0]), nanos);
      }
    }
    return thrown;
  }

  @Override
  public void close() {
    http.close();
    child.close();
  }
}
