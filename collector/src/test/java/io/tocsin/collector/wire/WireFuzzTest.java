package io.tocsin.collector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** decode(edit(x)) equals edit(decode(x)), with protobuf-java as the judge. */
class WireFuzzTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final int MAX_DEPTH = 3;
  private static final String[] WORDS = {
    "",
    "z",
    "pizza",
    "zzzz",
    "secret",
    "drop",
    "token=zz",
    "{\"secret\":\"zz\"}",
    "支付zz失败",
    "1234567890123",
    "{\"secret\":{\"a\":[1,\"zz\"]}}",
    "plain",
    "put",
    "service.name"
  };

  @ParameterizedTest
  @CsvSource({"LOGS,true", "TRACES,true", "METRICS,true", "LOGS,false", "TRACES,false"})
  void decodedEdits_ofHostileMessages_equalEditsOfDecodedOnes(
      TelemetryKind kind, boolean readsTexts) throws Exception {
    fuzz(kind, readsTexts, 1, 2_000);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"LOGS,true", "TRACES,true", "METRICS,true", "LOGS,false", "TRACES,false"})
  void decodedEdits_ofVeryManyHostileMessages_equalEditsOfDecodedOnes(
      TelemetryKind kind, boolean readsTexts) throws Exception {
    fuzz(kind, readsTexts, 1_000_000, 100_000);
  }

  private static void fuzz(TelemetryKind kind, boolean readsTexts, long firstSeed, int cases)
      throws Exception {
    Message prototype =
        switch (kind) {
          case LOGS -> ExportLogsServiceRequest.getDefaultInstance();
          case TRACES -> ExportTraceServiceRequest.getDefaultInstance();
          case METRICS -> ExportMetricsServiceRequest.getDefaultInstance();
          case PROFILES -> throw new IllegalArgumentException("no schema for " + kind);
        };
    SampleEdits edits = new SampleEdits(MAX_DEPTH, readsTexts);
    BatchCursor batch =
        new BatchCursor(List.of(edits), new WireLimits(MAX_DEPTH, 1_000_000), 1_000);
    int put = 0;
    for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
      byte[] request =
          new HostileMessages(seed, texts(seed)).message(prototype.getDescriptorForType());
      List<Message> expected = edits.expected(SampleEdits.decode(prototype, request));
      batch.open(TENANT, kind, request);
      batch.turn(0);
      edits.apply(batch);
      assertThat(parts(batch, prototype)).as("seed %d", seed).isEqualTo(expected);
      put += batch.repaired().counts().isEmpty() ? 0 : 1;
    }
    assertThat(put).as("cases that had to be put right").isBetween(cases / 10, cases * 9 / 10);
  }

  private static List<Message> parts(BatchCursor batch, Message prototype) throws Exception {
    int[] partOf = new int[batch.records()];
    for (int record = 0; record < partOf.length; record++) {
      partOf[record] = record % SampleEdits.PARTS;
    }
    batch.settle();
    List<Message> parts = new ArrayList<>();
    for (int part = 0; part < Math.min(partOf.length, SampleEdits.PARTS); part++) {
      byte[] written = batch.write(part, partOf, partOf.length == 1);
      parts.add(SampleEdits.decode(prototype, written));
    }
    return parts;
  }

  private static Supplier<String> texts(long seed) {
    Random random = HostileMessages.random(seed);
    return () -> {
      String text = WORDS[random.nextInt(WORDS.length)];
      return random.nextInt(10) == 0 ? text.repeat(30) : text;
    };
  }
}
