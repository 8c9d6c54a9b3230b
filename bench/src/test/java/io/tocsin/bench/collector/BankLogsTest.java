package io.tocsin.bench.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BankLogsTest {
  private static final long NOON = 1_795_867_200_000_000_000L;
  private final byte[] prepared = new BankLogs(3).request(100, 300);

  @Test
  void records_haveTheLengthAskedFor() throws Exception {
    assertThat(records(prepared))
        .hasSize(100)
        .allSatisfy(log -> assertThat(log.getSerializedSize()).isBetween(295, 360));
    assertThat(records(new BankLogs(3).request(10, 1_000)))
        .allSatisfy(log -> assertThat(log.getSerializedSize()).isBetween(995, 1_010));
  }

  @Test
  void sendingAgain_isAnotherRequest_withTimesAndIdsInEveryRecord() throws Exception {
    OtlpRequest request = new OtlpRequest(prepared, new SplittableRandom(1));
    List<LogRecord> first = records(request.at(NOON));
    List<LogRecord> second = records(request.at(NOON + 1_000_000_000));

    assertThat(request.records()).isEqualTo(100);
    assertThat(first)
        .allSatisfy(log -> {
          assertThat(log.getTimeUnixNano()).isBetween(NOON, NOON + 1_000_000);
          assertThat(log.getObservedTimeUnixNano()).isBetween(NOON, NOON + 1_000_000);
        });
    assertThat(first).extracting(LogRecord::getSpanId).doesNotHaveDuplicates();
    assertThat(first)
        .extracting(LogRecord::getTraceId)
        .doesNotContainAnyElementsOf(second.stream().map(LogRecord::getTraceId).toList());
    assertThat(first.stream().map(LogRecord::getTraceId).distinct()).hasSize(25);
  }

  @Test
  void documents_areTheSameRecords() throws Exception {
    OtlpRequest ours = new OtlpRequest(prepared, new SplittableRandom(1));
    BulkRequest theirs = new BulkRequest(prepared, new SplittableRandom(1));
    List<LogRecord> records = records(ours.at(NOON));
    String bulk = new String(theirs.at(NOON), StandardCharsets.UTF_8);

    assertThat(theirs.records()).isEqualTo(100);
    assertThat(bulk.lines().filter(line -> line.contains("\"create\""))).hasSize(100);
    assertThat(records)
        .allSatisfy(log ->
            assertThat(bulk)
                .contains(HexFormat.of().formatHex(log.getTraceId().toByteArray()))
                .contains(HexFormat.of().formatHex(log.getSpanId().toByteArray()))
                .contains(log.getBody().getStringValue()));
    assertThat(ours.traceId())
        .isEqualTo(HexFormat.of().formatHex(records.getFirst().getTraceId().toByteArray()));
  }

  @Test
  void bothWaysThroughARequest_doTheSame() throws Exception {
    Functions functions = new Functions(prepared);

    assertThat(functions.byCursor()).isEqualTo(functions.byObjects());
    assertThat(functions.byBareWalk()).isGreaterThan(1_000);
  }

  private static List<LogRecord> records(byte[] request) throws InvalidProtocolBufferException {
    return ExportLogsServiceRequest.parseFrom(request)
        .getResourceLogs(0)
        .getScopeLogs(0)
        .getLogRecordsList();
  }
}
