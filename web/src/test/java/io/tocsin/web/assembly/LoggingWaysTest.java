package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.orders.OrderApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * An application under both agents that logs through Logback's and Log4j's asynchronous appenders,
 * virtual threads, Reactor and a Kafka listener: every line has the trace and the account of the
 * request that made it. The test knows both, as it sent them.
 */
@Tag("long")
class LoggingWaysTest {
  private static final Path OUR_AGENT = Path.of("../profiler-agent/target/tocsin-agent.jar");
  private static final Path OTEL_AGENT = Path.of("target/agents/opentelemetry-javaagent.jar");
  private static final int REQUESTS = 40;
  private static final List<String> LINES =
      List.of(
          "here",
          "async",
          "log4j",
          "virtual",
          "reactor first",
          "reactor second",
          "elastic first",
          "elastic second",
          "listener");

  @TempDir private Path folder;

  @Test
  void T27_everyLine_hasTheTraceAndTheAccountOfItsRequest() throws Exception {
    try (RunningTocsin tocsin = RunningTocsin.start(folder, "")) {
      int port = FreePort.find();
      try (JavaProcess shop =
              JavaProcess.start(
                  folder.resolve("orders.log"),
                  Map.of(
                      "OTEL_SERVICE_NAME", "orders",
                      "OTEL_EXPORTER_OTLP_ENDPOINT", tocsin.otlp("").toString(),
                      "OTEL_EXPORTER_OTLP_HEADERS",
                          "authorization=Bearer%20" + tocsin.secret("ingest-default.token"),
                      "OTEL_METRICS_EXPORTER", "none",
                      "OTEL_INSTRUMENTATION_LOGBACK_APPENDER_EXPERIMENTAL_CAPTURE_MDC_ATTRIBUTES",
                          "*",
                      "OTEL_INSTRUMENTATION_LOG4J_APPENDER_EXPERIMENTAL_CAPTURE_MDC_ATTRIBUTES",
                          "*"),
                  List.of(
                      "-javaagent:" + OUR_AGENT,
                      "-javaagent:" + OTEL_AGENT,
                      "-Dlog4j.provider=org.apache.logging.log4j.core.impl.Log4jProvider",
                      "-Dlog4j2.configurationFile=src/test/resources/log4j2-async.xml"),
                  OrderApplication.class.getName(),
                  "--server.port=" + port,
                  "--server.address=127.0.0.1");
          ExecutorService customers = Executors.newFixedThreadPool(4)) {
        Patience.awaitTrue(
            "the shop's start", () -> shop.output().contains("Started OrderApplication"));
        List<Future<?>> orders =
            IntStream.range(0, REQUESTS)
                .<Future<?>>mapToObj(i -> customers.submit(() -> order(tocsin, port, i)))
                .toList();
        for (Future<?> order : orders) {
          order.get();
        }
        Map<String, Collection<String>> expected = new TreeMap<>();
        for (int i = 0; i < REQUESTS; i++) {
          String id = "order" + i;
          expected.put(id, LINES.stream().map(line -> id + ' ' + line).sorted().toList());
        }

        Awaitility.await()
            .atMost(Duration.ofMinutes(5))
            .untilAsserted(() -> {
              assertThat(found(tocsin, "trace_id", LoggingWaysTest::traceOf))
                  .as("by trace")
                  .isEqualTo(expected);
              assertThat(found(tocsin, "account_id", LoggingWaysTest::accountOf))
                  .as("by account")
                  .isEqualTo(expected);
            });
        System.out.printf(
            "lines of other threads: %d requests, %d lines, every trace and account right%n",
            REQUESTS, REQUESTS * LINES.size());
      }
    }
  }

  private static Void order(RunningTocsin tocsin, int port, int i) throws IOException {
    var answer =
        tocsin.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/order?id=order" + i))
                .header("X-Account", accountOf(i))
                .header("traceparent", "00-" + traceOf(i) + "-00f067aa0ba902b7-01")
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return null;
  }

  private interface Naming {
    String of(int request);
  }

  /** Lines of orders by what they are searched by. */
  private static Map<String, Collection<String>> found(
      RunningTocsin tocsin, String by, Naming naming) {
    Map<String, Collection<String>> found = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      JsonNode page =
          tocsin.apiPost(
              "default",
              "/api/v1/logs/search",
              Map.of(by, naming.of(i), "service", "orders", "limit", 100));
      Stream<String> lines =
          page.get("items").valueStream().map(log -> log.get("message").asString());
      found.put(
          "order" + i,
          List.copyOf(new TreeSet<>(lines.filter(line -> line.startsWith("order")).toList())));
    }
    return found;
  }

  private static String traceOf(int request) {
    return "%032x".formatted(0x1000 + request);
  }

  private static String accountOf(int request) {
    return "62220202000998%05d".formatted(request);
  }
}
