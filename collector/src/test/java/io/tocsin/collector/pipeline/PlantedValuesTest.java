package io.tocsin.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.collector.wire.HostileMessages;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.TelemetryKind;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Raw values planted in every text, key, bytes value and unknown field of hostile messages: none is
 * anywhere in what goes to the log. And whatever is done to such a request, the pipeline answers.
 */
class PlantedValuesTest {
  private static final String MOBILE = "13800005678";
  private static final String CARD = "6222021234567890128";
  private static final String ID_CARD = "11010519491231002X";
  private static final String[] PLANTED = {MOBILE, CARD, ID_CARD};
  private static final String[] AROUND = {
    "%s",
    "user %s failed",
    "{\"a\":\"%s\",\"b\":[%s]}",
    "支付%s失败",
    "a=%s&b=%s",
    "x.%s",
    "\"%s\"",
    "%s %s",
    "account_id=%s",
    "account_id",
    "password",
    "<a>%s</a>",
    "account.id"
  };

  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES", "METRICS"})
  void plantedValues_areNowhereInTheParts(TelemetryKind kind) throws Exception {
    plant(kind, 1, 1_500);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES", "METRICS"})
  void plantedValues_inVeryManyRequests_areNowhereInTheParts(TelemetryKind kind) throws Exception {
    plant(kind, 1_000_000, 100_000);
  }

  private static void plant(TelemetryKind kind, long firstSeed, int cases) throws Exception {
    WirePipeline pipeline = Requests.pipeline(2);
    for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
      byte[] request = request(kind, seed);
      Processed done = pipeline.process(Requests.TENANT, kind, request, 1);
      for (Batch part : done.parts()) {
        for (String raw : PLANTED) {
          assertThat(Requests.holds(part.payload(), raw)).as("seed %d, %s", seed, raw).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES", "METRICS"})
  void cutRequest_isProcessedOrRefused_neverWorse(TelemetryKind kind) {
    WirePipeline pipeline = Requests.pipeline(2);
    byte[] request = request(kind, 3);
    for (int length = 0; length < request.length; length++) {
      answer(pipeline, kind, Arrays.copyOf(request, length));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES", "METRICS"})
  void spoiltRequest_isProcessedOrRefused_neverWorse(TelemetryKind kind) {
    spoil(kind, 5, 1);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES", "METRICS"})
  void veryManySpoiltRequests_areProcessedOrRefused(TelemetryKind kind) {
    for (long seed = 100; seed < 300; seed++) {
      spoil(kind, seed, 2);
    }
  }

  /** Each byte in turn gets other values. */
  private static void spoil(TelemetryKind kind, long seed, int values) {
    WirePipeline pipeline = Requests.pipeline(2);
    byte[] request = request(kind, seed);
    Random random = new Random(seed);
    for (int at = 0; at < request.length; at++) {
      for (int i = 0; i < values; i++) {
        byte[] spoilt = request.clone();
        spoilt[at] = (byte) random.nextInt(256);
        answer(pipeline, kind, spoilt);
      }
    }
  }

  private static void answer(WirePipeline pipeline, TelemetryKind kind, byte[] request) {
    try {
      Processed done = pipeline.process(Requests.TENANT, kind, request, 1);
      assertThat(done.parts().stream().mapToInt(Batch::records).sum()).isEqualTo(done.records());
    } catch (MalformedBatchException refused) {
      assertThat(refused.because()).isNotEmpty();
    }
  }

  private static byte[] request(TelemetryKind kind, long seed) {
    Message prototype =
        switch (kind) {
          case LOGS -> ExportLogsServiceRequest.getDefaultInstance();
          case TRACES -> ExportTraceServiceRequest.getDefaultInstance();
          case METRICS -> ExportMetricsServiceRequest.getDefaultInstance();
          case PROFILES -> throw new IllegalArgumentException("no schema for " + kind);
        };
    return new HostileMessages(seed, texts(seed)).message(prototype.getDescriptorForType());
  }

  private static Supplier<String> texts(long seed) {
    Random random = HostileMessages.random(seed);
    return () -> {
      String raw = PLANTED[random.nextInt(PLANTED.length)];
      return AROUND[random.nextInt(AROUND.length)].replace("%s", raw);
    };
  }
}
