package io.tocsin.collector.receiver.otlpgrpc;

import static io.tocsin.collector.receiver.otlpgrpc.OtlpGrpcReceiverTest.refusal;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.CONFIG;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.LOGS;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.RETAIL;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.RETAIL_TOKEN;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.retryDelay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.WholePipeline;
import io.tocsin.collector.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OtlpGrpcLimitsTest {
  private static final byte[] SETTLED = Otlp.saying("a transfer was settled").toByteArray();
  private static final int MIB = 1 << 20;
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @Test
  void aMessageThatIsTooLarge_isRefusedWithoutHoldingIt() throws Exception {
    OtlpGrpcConfig small = RunningGrpc.with(1, 8 * MIB, 10, PATIENT);
    try (RunningGrpc running = new RunningGrpc(small, new WholePipeline())) {
      StatusRuntimeException refused = refusal(() -> running.export(LOGS, new byte[2 * MIB]));

      assertThat(refused.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(refused.getStatus().getDescription()).contains("max_recv_msg_size_mib");
      assertThat(running.line(RETAIL).refused()).containsEntry("body_size", 1L);
      await().until(() -> running.held() == 0);
      running.export(LOGS, SETTLED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void aDecompressionBomb_isRefusedAtTheLimit(String encoding) throws Exception {
    OtlpGrpcConfig small = RunningGrpc.with(1, 8 * MIB, 10, PATIENT);
    try (RunningGrpc running = new RunningGrpc(small, new WholePipeline())) {
      StatusRuntimeException refused =
          refusal(() -> running.exportCompressed(encoding, new byte[100 * MIB]));

      assertThat(refused.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(refused.getStatus().getDescription())
          .contains("1,048,576")
          .contains("max_recv_msg_size_mib");
      assertThat(retryDelay(refused)).isNull();
      assertThat(running.line(RETAIL).refused()).containsEntry("decompressed_size", 1L);
      await().until(() -> running.held() == 0);
      running.exportCompressed(encoding, SETTLED);
    }
  }

  @Test
  void callsPastTheMemoryBudget_areRefusedUntilOthersEnd() throws Exception {
    CountDownLatch underWay = new CountDownLatch(3);
    CountDownLatch goOn = new CountDownLatch(1);
    Pipeline waiting =
        (tenant, kind, payload, observedNanos) -> {
          underWay.countDown();
          awaitLatch(goOn);
          return new WholePipeline()
              .process(tenant, kind, payload.length < MIB / 2 ? payload : SETTLED, observedNanos);
        };
    OtlpGrpcConfig narrow = RunningGrpc.with(1, 4 * MIB, 10, PATIENT);
    try (RunningGrpc running = new RunningGrpc(narrow, waiting);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<byte[]>> calls = new ArrayList<>();
      // A message is there twice while it is copied: three fit into four times the largest.
      for (int i = 0; i < 3; i++) {
        byte[] large = new byte[MIB - 1_000 + i];
        calls.add(CompletableFuture.supplyAsync(() -> running.export(LOGS, large), threads));
        int sent = i + 1;
        await().until(() -> underWay.getCount() == 3 - sent && running.held() <= sent * MIB);
      }

      StatusRuntimeException refused = refusal(() -> running.export(LOGS, new byte[MIB - 10]));
      assertThat(refused.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(refused.getStatus().getDescription()).contains("max_in_flight_bytes");
      assertThat(retryDelay(refused)).isEqualTo(Duration.ofSeconds(1));

      goOn.countDown();
      calls.forEach(call -> call.orTimeout(30, TimeUnit.SECONDS).join());
      await().until(() -> running.held() == 0);
      running.export(LOGS, SETTLED);
    }
  }

  @Test
  void aSenderThatStopsInTheMiddle_isCutOffAtTheReadTimeout() throws Exception {
    OtlpGrpcConfig impatient = RunningGrpc.with(1, 8 * MIB, 10, Duration.ofMillis(50));
    try (RunningGrpc running = new RunningGrpc(impatient, new WholePipeline())) {
      // As a streaming one, so that its headers go before the first message.
      var streaming =
          RunningGrpc.method(LOGS).toBuilder()
              .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
              .build();
      var call =
          RunningGrpc.withToken(running.channel, RETAIL_TOKEN)
              .newCall(streaming, CallOptions.DEFAULT);
      EndOfCall end = new EndOfCall();
      call.start(end, new io.grpc.Metadata());
      call.request(1);

      assertThat(end.status().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertThat(end.status().getDescription()).contains("read_timeout");
    }
  }

  @Test
  void aDeadlineThatPassesInTheQueue_isNotWorkedOnAnyMore() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch underWay = new CountDownLatch(CONFIG.maxThreads());
    Pipeline waiting =
        (tenant, kind, payload, observedNanos) -> {
          underWay.countDown();
          awaitLatch(goOn);
          return new WholePipeline().process(tenant, kind, payload, observedNanos);
        };
    try (RunningGrpc running = new RunningGrpc(CONFIG, waiting);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<byte[]>> calls = new ArrayList<>();
      for (int i = 0; i < CONFIG.maxThreads(); i++) {
        byte[] request = Otlp.saying("transfer " + i).toByteArray();
        calls.add(CompletableFuture.supplyAsync(() -> running.export(LOGS, request), threads));
      }
      underWay.await();

      StatusRuntimeException late =
          refusal(() ->
              ClientCalls.blockingUnaryCall(
                  RunningGrpc.withToken(running.channel, RETAIL_TOKEN),
                  RunningGrpc.method(LOGS),
                  CallOptions.DEFAULT.withDeadlineAfter(100, TimeUnit.MILLISECONDS),
                  SETTLED));
      assertThat(late.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
      // The receiver's 100 ms begin when the call arrives, which is after the sender's.
      await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

      goOn.countDown();
      calls.forEach(call -> call.orTimeout(30, TimeUnit.SECONDS).join());
      running.export(LOGS, Otlp.saying("the next").toByteArray());
      assertThat(running.log.batches()).hasSize(CONFIG.maxThreads() + 1);
    }
  }

  @Test
  void connectionsPastTheLimit_waitUntilOneCloses() {
    OtlpGrpcConfig one = RunningGrpc.with(1, 8 * MIB, 1, PATIENT);
    try (RunningGrpc running = new RunningGrpc(one, new WholePipeline())) {
      running.export(LOGS, SETTLED);
      ManagedChannel second =
          NettyChannelBuilder.forAddress("127.0.0.1", running.channelPort()).usePlaintext().build();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        CompletableFuture<byte[]> waits =
            CompletableFuture.supplyAsync(
                () ->
                    RunningGrpc.export(
                        second,
                        LOGS,
                        RETAIL_TOKEN,
                        CallOptions.DEFAULT.withWaitForReady(),
                        Otlp.saying("second").toByteArray()),
                threads);
        assertThat(running.sample("tocsin_receiver_otlp_grpc_connections")).isEqualTo(1);
        running.channel.shutdownNow();

        waits.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(running.log.batches()).hasSize(2);
      } finally {
        second.shutdownNow();
      }
    }
  }

  @Test
  void aDefectOfOurs_failsOneCallOnly() {
    Pipeline failing =
        (tenant, kind, payload, observedNanos) -> {
          if (payload.length > 1_000) {
            throw new IllegalStateException("defect");
          }
          return new WholePipeline().process(tenant, kind, payload, observedNanos);
        };
    try (RunningGrpc running = new RunningGrpc(CONFIG, failing)) {
      assertThat(refusal(() -> running.export(LOGS, new byte[1_001])).getStatus().getCode())
          .isEqualTo(Code.INTERNAL);
      running.export(LOGS, SETTLED);
    }
  }

  @Test
  void close_waitsForACallUnderWay() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Pipeline waiting =
        (tenant, kind, payload, observedNanos) -> {
          underWay.countDown();
          awaitLatch(goOn);
          return new WholePipeline().process(tenant, kind, payload, observedNanos);
        };
    try (RunningGrpc running = new RunningGrpc(CONFIG, waiting);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<byte[]> call =
          CompletableFuture.supplyAsync(() -> running.export(LOGS, SETTLED), threads);
      underWay.await();
      CompletableFuture<Void> closing =
          CompletableFuture.runAsync(running.receiver::close, threads);
      await().until(() -> running.receiver.health().because().contains("not listening"));
      goOn.countDown();

      closing.orTimeout(30, TimeUnit.SECONDS).join();
      assertThat(call.orTimeout(30, TimeUnit.SECONDS).join()).isEmpty();
      assertThat(running.log.batches()).hasSize(1);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
