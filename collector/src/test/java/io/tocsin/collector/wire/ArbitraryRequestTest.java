package io.tocsin.collector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a request, guided by what they reach in the walk: whatever protobuf-java reads, the
 * walk reads and edits alike; what it does not, the walk refuses or puts right, and nothing else.
 */
@Tag("long")
class ArbitraryRequestTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final int MAX_DEPTH = 3;

  /** A seed's message, logs where the first byte is even. */
  static Stream<Arguments> requests() {
    return LongStream.rangeClosed(1, 64)
        .mapToObj(seed -> {
          TelemetryKind kind = kindOf((byte) seed);
          byte[] message =
              new HostileMessages(seed, () -> seed % 3 == 0 ? "pizza" : "secret")
                  .message(prototypeOf(kind).getDescriptorForType());
          byte[] input = new byte[message.length + 1];
          input[0] = (byte) seed;
          System.arraycopy(message, 0, input, 1, message.length);
          return Arguments.of((Object) input);
        });
  }

  @MethodSource("requests")
  @FuzzTest
  void whatProtobufReads_theWalkReadsAndEditsAlike(byte[] input) throws Exception {
    if (input == null || input.length == 0) {
      return;
    }
    TelemetryKind kind = kindOf(input[0]);
    Message prototype = prototypeOf(kind);
    byte[] request = Arrays.copyOfRange(input, 1, input.length);
    SampleEdits edits = new SampleEdits(MAX_DEPTH, true);
    BatchCursor batch =
        new BatchCursor(List.of(edits), new WireLimits(MAX_DEPTH, 1_000_000), 1_000);
    List<Message> expected = null;
    try {
      expected = edits.expected(SampleEdits.decode(prototype, request));
    } catch (IOException notProtobuf) {
      expected = null;
    }
    List<Message> written;
    try {
      batch.open(TENANT, kind, request.clone());
      batch.turn(0);
      edits.apply(batch);
      written = parts(batch, prototype);
    } catch (WireException refused) {
      assertThat(expected == null || !isStrictly(prototype, request))
          .as("refused, %s, and read by protobuf: %s", refused.getMessage(), expected)
          .isTrue();
      return;
    }
    if (expected != null) {
      assertThat(written).isEqualTo(expected);
    }
  }

  /**
   * Whether protobuf reads it byte by byte too: out of an array it takes a number of ten bytes
   * whose last says that more follow, which the format does not know.
   */
  private static boolean isStrictly(Message prototype, byte[] request) {
    CodedInputStream bytes = CodedInputStream.newInstance(new ByteArrayInputStream(request), 1);
    bytes.setRecursionLimit(1_000);
    try {
      prototype.getParserForType().parseFrom(bytes);
      return true;
    } catch (IOException malformed) {
      return false;
    }
  }

  private static List<Message> parts(BatchCursor batch, Message prototype) throws Exception {
    int[] partOf = new int[batch.records()];
    for (int record = 0; record < partOf.length; record++) {
      partOf[record] = record % SampleEdits.PARTS;
    }
    batch.settle();
    List<Message> parts = new ArrayList<>();
    for (int part = 0; part < Math.min(partOf.length, SampleEdits.PARTS); part++) {
      byte[] bytes = batch.write(part, partOf, partOf.length == 1);
      parts.add(SampleEdits.decode(prototype, bytes));
    }
    return parts;
  }

  private static TelemetryKind kindOf(byte first) {
    return first % 2 == 0 ? TelemetryKind.LOGS : TelemetryKind.TRACES;
  }

  private static Message prototypeOf(TelemetryKind kind) {
    return kind == TelemetryKind.LOGS
        ? ExportLogsServiceRequest.getDefaultInstance()
        : ExportTraceServiceRequest.getDefaultInstance();
  }
}
