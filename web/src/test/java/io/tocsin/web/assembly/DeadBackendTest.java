package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that exports to another one, which is down until the log of the first is full. */
@Tag("long")
class DeadBackendTest {
  private static final String TOKEN = "a-token-of-more-than-32-characters-for-this-test";
  private static final int LINES = 50;
  private static final String SMALL_LOG =
      """
      storage:
        log:
          segment_bytes: 65536
          urgent_bytes: 1048576
          bulk_bytes: 1048576
          batch_bytes: 200000
          tenant_share_percent: 80
      """;

  @Test
  void T36_aBackendThatIsAwayUntilTheLogIsFull_getsAllThatWasAcknowledged(@TempDir Path folder)
      throws Exception {
    String tenants = "tenants: [{id: default, ingest_token: %s}]\n".formatted(TOKEN);
    try (RunningTocsin backend = RunningTocsin.start(folder.resolve("backend"), tenants)) {
      backend.killServer();
      String exporters =
          "{backend: {endpoint: \"%s\", headers: {authorization: \"Bearer %s\"},"
                  .formatted(backend.otlpGrpc(), TOKEN)
              + " signals: [logs], retry_on_failure: {max_interval: 1s}}}";
      try (RunningTocsin tocsin =
              RunningTocsin.startExporting(folder.resolve("first"), exporters, SMALL_LOG);
          OtlpSender sender =
              new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-default.token"))) {
        int accepted = sendUntilRefused(sender);
        backend.startServer();
        Patience.await(
            "received by the back-end",
            () -> received(backend),
            records -> records == (long) accepted * LINES);
        Patience.awaitTrue("room again", () -> sender.send(lines(-1)).statusCode() == 200);
      }
    }
  }

  private static long received(RunningTocsin backend) throws IOException {
    return (long)
        backend
            .metrics()
            .lines()
            .filter(line -> line.startsWith("tocsin_ledger_received_records_total{"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum();
  }

  /** How many requests were taken before the log was full. */
  private static int sendUntilRefused(OtlpSender sender) throws IOException {
    for (int request = 0; ; request++) {
      HttpResponse<String> answer = sender.send(lines(request));
      if (answer.statusCode() == 429) {
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        return request;
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(request).as("requests until the log is full").isLessThan(1_000);
    }
  }

  private static List<OtlpSender.Line> lines(int request) {
    return IntStream.range(0, LINES)
        .mapToObj(line ->
            OtlpSender.Line.info("transfer %d of request %d was settled".formatted(line, request)))
        .toList();
  }
}
