package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.ShopApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenTelemetry's own agent as a sender, by each of its protocols. */
@Tag("long")
class OtelAgentTest {
  private static final Path OTEL_AGENT = Path.of("target/agents/opentelemetry-javaagent.jar");

  @ParameterizedTest
  @CsvSource({"grpc", "http/protobuf"})
  void logsAndSpansOfTheAgent_areStoredAndItsMetricsAnswered(String protocol, @TempDir Path folder)
      throws IOException {
    int port = FreePort.find();
    try (RunningTocsin tocsin = RunningTocsin.start(folder, "");
        JavaProcess shop = shop(folder, tocsin, protocol, port)) {
      Patience.awaitTrue(
          "the shop's start", () -> shop.output().contains("Started ShopApplication"));
      tocsin.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/price-of-coffee"))
              .header("X-Account", "6222020200099887766")
              .build());

      String way = protocol.equals("grpc") ? "grpc" : "http";
      Awaitility.await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> {
            for (String kind : List.of("logs", "traces", "metrics")) {
              assertThat(tocsin.metrics().lines())
                  .anyMatch(line ->
                      line.startsWith("tocsin_receiver_otlp_" + way + "_requests_total{")
                          && line.contains("kind=\"" + kind + "\"")
                          && line.contains("outcome=\"accepted\""));
            }
            assertThat(tocsin.metrics().lines())
                .anyMatch(line ->
                    line.startsWith("tocsin_ledger_stored_records_total{") && !line.endsWith(" 0"))
                .anyMatch(line ->
                    line.startsWith("tocsin_ledger_dropped_records_total{")
                        && line.contains("no_store_for_metrics"));
          });
      assertThat(shop.output()).doesNotContain("Failed to export");
    }
  }

  private static JavaProcess shop(Path folder, RunningTocsin tocsin, String protocol, int port) {
    URI endpoint = protocol.equals("grpc") ? tocsin.otlpGrpc() : tocsin.otlp("");
    return JavaProcess.start(
        folder.resolve("shop.log"),
        Map.of(
            "OTEL_SERVICE_NAME",
            "shop",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            protocol,
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            endpoint.toString(),
            "OTEL_EXPORTER_OTLP_HEADERS",
            "authorization=Bearer%20" + tocsin.secret("ingest-default.token"),
            "OTEL_METRIC_EXPORT_INTERVAL",
            "1000"),
        List.of("-javaagent:" + OTEL_AGENT),
        ShopApplication.class.getName(),
        "--server.port=" + port,
        "--server.address=127.0.0.1");
  }
}
