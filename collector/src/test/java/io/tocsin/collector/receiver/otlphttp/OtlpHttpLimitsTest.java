package io.tocsin.collector.receiver.otlphttp;

import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.CONFIG;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.PROTOBUF;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.RETAIL;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.statusMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.collector.Otlp;
import io.tocsin.collector.WholePipeline;
import io.tocsin.collector.pipeline.Pipeline;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OtlpHttpLimitsTest {
  private static final byte[] LOGS = Otlp.saying("a transfer was settled").toByteArray();
  private static final int HUNDRED_MB = 100_000_000;

  @Test
  void aBodyOf100MegabytesWithItsLength_isRefusedWithoutHoldingIt() throws Exception {
    try (RunningReceiver running = new RunningReceiver()) {
      HttpResponse<byte[]> response = running.post("/v1/logs", new byte[HUNDRED_MB]);

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(statusMessage(response)).contains("16,777,216").contains("max_request_body_size");
      assertThat(held(running)).isZero();
      assertThat(running.post("/v1/logs", LOGS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBodyOf100MegabytesInChunks_isRefusedAtTheLimit() throws Exception {
    try (RunningReceiver running = new RunningReceiver()) {
      HttpResponse<byte[]> response =
          running.send(
              running.request(
                  "/v1/logs", PROTOBUF, BodyPublishers.ofInputStream(() -> zeros(HUNDRED_MB))));

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(held(running)).isZero();
      assertThat(running.line(RETAIL).refused()).containsEntry("body_size", 1L);
    }
  }

  @Test
  void whatIsNoHttp_isAnsweredInJsonAndHarmsNothing() throws Exception {
    try (RunningReceiver running = new RunningReceiver();
        Socket socket = new Socket("127.0.0.1", running.receiver.address().port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/9.9 what\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 ").contains("application/json");
      assertThat(running.post("/v1/logs", LOGS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSenderThatStopsInTheMiddle_holdsUpNobody() throws Exception {
    try (RunningReceiver running = new RunningReceiver();
        Socket slow = new Socket("127.0.0.1", running.receiver.address().port())) {
      begin(slow, 1_000_000, new byte[10]);

      assertThat(running.post("/v1/logs", LOGS).statusCode()).isEqualTo(200);
      assertThat(held(running)).isEqualTo(1_000_000);
      slow.close();
      await().until(() -> held(running) == 0);
    }
  }

  @Test
  void aSenderThatDrips_isCutOffAtTheReadTimeout() throws Exception {
    OtlpHttpConfig impatient =
        new OtlpHttpConfig(
            CONFIG.endpoint(),
            CONFIG.maxRequestBodySize(),
            CONFIG.maxDecompressedBodySize(),
            CONFIG.maxInFlightBytes(),
            CONFIG.maxConnections(),
            CONFIG.maxThreads(),
            Duration.ofMillis(50),
            CONFIG.idleTimeout(),
            CONFIG.stopTimeout(),
            null);
    try (RunningReceiver running = new RunningReceiver(impatient, new WholePipeline());
        Socket slow = new Socket("127.0.0.1", running.receiver.address().port())) {
      begin(slow, 1_000_000, new byte[10]);
      await().until(() -> held(running) > 0);
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> {
            slow.getOutputStream().write(0);
            return slow.getInputStream().available() > 0;
          });

      assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void requestsPastTheMemoryBudget_areRefusedUntilOthersEnd() throws Exception {
    OtlpHttpConfig narrow =
        new OtlpHttpConfig(
            CONFIG.endpoint(),
            16_384,
            2_048,
            20_000,
            CONFIG.maxConnections(),
            CONFIG.maxThreads(),
            CONFIG.readTimeout(),
            CONFIG.idleTimeout(),
            CONFIG.stopTimeout(),
            null);
    try (RunningReceiver running = new RunningReceiver(narrow, new WholePipeline());
        Socket first = new Socket("127.0.0.1", running.receiver.address().port())) {
      begin(first, 16_000, new byte[10]);
      await().until(() -> held(running) == 16_000);

      HttpResponse<byte[]> second = running.post("/v1/logs", new byte[8_000]);
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValue("Retry-After")).contains("1");

      first.close();
      await().until(() -> held(running) == 0);
      assertThat(running.post("/v1/logs", LOGS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aDefectOfOurs_failsOneRequestOnly() throws Exception {
    Pipeline failing =
        (tenant, kind, payload, observedNanos) -> {
          if (payload.length > 1_000) {
            throw new IllegalStateException("defect");
          }
          return new WholePipeline().process(tenant, kind, payload, observedNanos);
        };
    try (RunningReceiver running = new RunningReceiver(CONFIG, failing)) {
      assertThat(running.post("/v1/logs", new byte[1_001]).statusCode()).isEqualTo(500);
      assertThat(running.post("/v1/logs", LOGS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void close_waitsForARequestUnderWay() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Pipeline waiting =
        (tenant, kind, payload, observedNanos) -> {
          underWay.countDown();
          awaitLatch(goOn);
          return new WholePipeline().process(tenant, kind, payload, observedNanos);
        };
    try (RunningReceiver running = new RunningReceiver(CONFIG, waiting);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Integer> answer =
          CompletableFuture.supplyAsync(() -> status(running), threads);
      assertThat(underWay.await(10, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(running.receiver::close, threads);
      await().until(() -> !running.receiver.health().because().startsWith("OTLP/HTTP listens"));
      goOn.countDown();

      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(200);
      closed.get(10, TimeUnit.SECONDS);
      assertThat(running.log.batches()).hasSize(1);
    }
  }

  private static int status(RunningReceiver running) {
    try {
      return running.post("/v1/logs", LOGS).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long held(RunningReceiver running) {
    return running.receiver.samples().stream()
        .filter(sample -> sample.name().equals("tocsin_receiver_otlp_http_held_bytes"))
        .mapToLong(sample -> (long) sample.value())
        .sum();
  }

  private static void begin(Socket socket, int length, byte[] firstBytes) throws Exception {
    String head =
        """
        POST /v1/logs HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/x-protobuf\r
        Content-Length: %d\r
        \r
        """
            .formatted(RunningReceiver.RETAIL_TOKEN, length);
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(firstBytes);
    out.flush();
  }

  private static InputStream zeros(int bytes) {
    return new InputStream() {
      private int left = bytes;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (left <= 0) {
          return -1;
        }
        int some = Math.min(length, left);
        left -= some;
        return some;
      }
    };
  }
}
