package io.tocsin.collector.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.Entries;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.pipeline.MalformedBatchException;
import io.tocsin.collector.pipeline.Requests;
import io.tocsin.collector.pipeline.WirePipeline;
import io.tocsin.collector.wire.HostileMessages;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pipeline makes of hostile requests is read as protobuf reads it. */
class WireDecodeTest {
  private static final long OBSERVED = 1_795_255_200_000_000_000L;
  private static final int CASES = 400;
  private static final String[] TEXTS = {
    "",
    "x",
    "支付失败",
    "service.name",
    "event.name",
    "thread.name",
    "exception.type",
    "17",
    "account_id"
  };

  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES"})
  void entryInAnyOrderOfFields_isReadLikeProtobufsOwn(TelemetryKind kind) throws Exception {
    for (byte[] payload : payloads(kind)) {
      byte[] own =
          kind == TelemetryKind.LOGS
              ? ExportLogsServiceRequest.parseFrom(payload).toByteArray()
              : ExportTraceServiceRequest.parseFrom(payload).toByteArray();
      assertThat(decoded(kind, payload)).isEqualTo(decoded(kind, own));
    }
  }

  @Test
  void logRecord_hasWhatProtobufsObjectHas() throws Exception {
    for (byte[] payload : payloads(TelemetryKind.LOGS)) {
      List<LogRecord> records = decoded(TelemetryKind.LOGS, payload).logs();
      int index = 0;
      for (var group : ExportLogsServiceRequest.parseFrom(payload).getResourceLogsList()) {
        for (var scope : group.getScopeLogsList()) {
          for (var wire : scope.getLogRecordsList()) {
            same(records.get(index++), wire);
          }
        }
      }
      assertThat(records).hasSize(index);
    }
  }

  private static void same(LogRecord record, io.opentelemetry.proto.logs.v1.LogRecord wire) {
    assertThat(record.severity()).isEqualTo(Severity.ofNumber(wire.getSeverityNumberValue()));
    assertThat(record.traceId()).isEqualTo(hex(wire.getTraceId(), 16));
    assertThat(record.spanId()).isEqualTo(hex(wire.getSpanId(), 8));
    if (wire.getTimeUnixNano() > 0) {
      assertThat(record.eventNanos()).isEqualTo(wire.getTimeUnixNano());
    }
    if (!wire.getBody().getStringValue().isEmpty()) {
      assertThat(record.message()).isEqualTo(wire.getBody().getStringValue());
    }
    if (!wire.getEventName().isEmpty()) {
      assertThat(record.eventName()).isEqualTo(wire.getEventName());
    }
  }

  private static String hex(ByteString id, int length) {
    boolean valid = id.size() == length && !id.equals(ByteString.copyFrom(new byte[length]));
    return valid ? HexFormat.of().formatHex(id.toByteArray()) : null;
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES"})
  void spoiltEntry_isReadOrUndecodable_neverWorse(TelemetryKind kind) throws Exception {
    byte[] payload = payloads(kind).get(3);
    Random random = new Random(5);
    BatchDecoder decoder = new BatchDecoder(InMemoryLog.EPOCH, Defaults.DECODE);
    for (int at = 0; at < payload.length; at++) {
      byte[] spoilt = payload.clone();
      spoilt[at] = (byte) random.nextInt(256);
      try {
        assertThat(decoder.decode(new Entries().of(kind, spoilt, OBSERVED))).isNotNull();
      } catch (UndecodableEntryException told) {
        assertThat(told).hasMessageContaining("cannot be decoded");
      }
    }
  }

  private static Observation decoded(TelemetryKind kind, byte[] payload) {
    return Entries.decode(new Entries().of(kind, payload, OBSERVED));
  }

  private static List<byte[]> payloads(TelemetryKind kind) throws MalformedBatchException {
    WirePipeline pipeline = Requests.pipeline(1);
    var type =
        kind == TelemetryKind.LOGS
            ? ExportLogsServiceRequest.getDescriptor()
            : ExportTraceServiceRequest.getDescriptor();
    List<byte[]> payloads = new ArrayList<>();
    for (long seed = 1; seed <= CASES; seed++) {
      Random random = HostileMessages.random(seed);
      byte[] request =
          new HostileMessages(seed, () -> TEXTS[random.nextInt(TEXTS.length)]).message(type);
      pipeline
          .process(Requests.TENANT, kind, request, OBSERVED)
          .parts()
          .forEach((Batch part) -> payloads.add(part.payload()));
    }
    return payloads;
  }
}
