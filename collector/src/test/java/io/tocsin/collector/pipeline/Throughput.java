package io.tocsin.collector.pipeline;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.tocsin.model.log.TelemetryKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Records a second of processor time on the thread it runs on: the whole pipeline, a bare walk over
 * the same bytes, and protobuf's objects (decode, scan every text for digits, add one attribute,
 * encode). Rounds of the three take turns; median and spread are printed. Not a test: timings never
 * decide one.
 *
 * <p>Run on one pinned core, such as {@code taskset -c 1 java -XX:+UseSerialGC -cp … Throughput}.
 */
public final class Throughput {
  private static final int RECORDS = 500;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 1_000_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private interface Work {
    void run() throws Exception;
  }

  private record Rival(String name, Work work, List<Double> rates) {}

  private Throughput() {}

  public static void main(String[] args) throws Exception {
    compare("plain records, nothing to mask", false);
    compare("bank records: account, tenant code, operation", true);
  }

  private static void compare(String title, boolean bank) throws Exception {
    byte[] request = request(bank);
    WirePipeline one = Requests.pipeline(1);
    WirePipeline four = Requests.pipeline(4);
    List<Rival> rivals =
        List.of(
            new Rival("bare walk", () -> walk(request, 0, request.length, 0), new ArrayList<>()),
            new Rival("pipeline, 1 route", () -> process(one, request), new ArrayList<>()),
            new Rival("pipeline, 4 routes", () -> process(four, request), new ArrayList<>()),
            new Rival("protobuf objects", () -> objects(request), new ArrayList<>()));
    for (int round = -2; round < ROUNDS; round++) {
      for (Rival rival : rivals) {
        double rate = rate(rival.work());
        if (round >= 0) {
          rival.rates().add(rate);
        }
      }
    }
    System.out.printf(Locale.ROOT, "%s: %d bytes a record%n", title, request.length / RECORDS);
    double pipeline = median(rivals.get(1).rates());
    for (Rival rival : rivals) {
      double[] sorted = rival.rates().stream().mapToDouble(d -> d).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "  %-20s %8.0f k/s  (%.0f to %.0f)  pipeline is %.2f of it%n",
          rival.name(),
          median(rival.rates()) / 1e3,
          sorted[0] / 1e3,
          sorted[sorted.length - 1] / 1e3,
          pipeline / median(rival.rates()));
    }
  }

  private static double rate(Work work) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    long records = 0;
    while (THREADS.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
      work.run();
      records += RECORDS;
    }
    return records * 1e9 / (THREADS.getCurrentThreadCpuTime() - start);
  }

  private static double median(List<Double> rates) {
    double[] sorted = rates.stream().mapToDouble(d -> d).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void process(WirePipeline pipeline, byte[] request) throws Exception {
    Processed done = pipeline.process(Requests.TENANT, TelemetryKind.LOGS, request, 1);
    if (done.records() != RECORDS) {
      throw new IllegalStateException("records lost: " + done.records());
    }
  }

  /** Every field of every message, no more: what no reader of the bytes can be faster than. */
  private static int walk(byte[] bytes, int from, int to, int depth) {
    int fields = 0;
    int at = from;
    while (at < to) {
      int tag = bytes[at++];
      fields++;
      switch (tag & 7) {
        case 0 -> {
          while (bytes[at++] < 0) {}
        }
        case 1 -> at += 8;
        case 5 -> at += 4;
        default -> {
          int length = 0;
          int shift = 0;
          int b;
          do {
            b = bytes[at++];
            length |= (b & 0x7f) << shift;
            shift += 7;
          } while (b < 0);
          if (isMessage(depth, tag >>> 3)) {
            fields += walk(bytes, at, at + length, depth + 1);
          }
          at += length;
        }
      }
    }
    return fields;
  }

  private static boolean isMessage(int depth, int field) {
    return switch (depth) {
      case 0 -> true;
      case 1 -> field < 3;
      case 2 -> field == 2;
      case 3 -> field == 5 || field == 6;
      case 4 -> field == 2;
      default -> false;
    };
  }

  private static int objects(byte[] request) throws Exception {
    ExportLogsServiceRequest.Builder batch =
        ExportLogsServiceRequest.parseFrom(request).toBuilder();
    KeyValue put = Requests.pair("tocsin.biz_code", "transfer");
    int digits = 0;
    for (ResourceLogs.Builder group : batch.getResourceLogsBuilderList()) {
      for (ScopeLogs.Builder scope : group.getScopeLogsBuilderList()) {
        for (LogRecord.Builder log : scope.getLogRecordsBuilderList()) {
          digits += digits(log.getBody().getStringValue());
          for (KeyValue pair : log.getAttributesList()) {
            digits += digits(pair.getValue().getStringValue());
          }
          log.addAttributes(put);
        }
      }
    }
    return batch.build().toByteArray().length + digits;
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
    }
    return digits;
  }

  static byte[] request(boolean bank) {
    Random random = new Random(7);
    ScopeLogs.Builder scope =
        ScopeLogs.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("com.acme.pay.TransferService"));
    for (int i = 0; i < RECORDS; i++) {
      byte[] ids = new byte[24];
      random.nextBytes(ids);
      LogRecord.Builder log =
          LogRecord.newBuilder()
              .setTimeUnixNano(1_790_000_000_000_000_000L + random.nextInt())
              .setObservedTimeUnixNano(1_790_000_000_000_000_000L + random.nextInt())
              .setSeverityNumberValue(9)
              .setSeverityText("INFO")
              .setTraceId(ByteString.copyFrom(ids, 0, 16))
              .setSpanId(ByteString.copyFrom(ids, 16, 8))
              .setBody(Requests.text(body(random, bank)))
              .addAttributes(Requests.pair("thread.name", "http-nio-8080-exec-" + i % 200))
              .addAttributes(
                  Requests.pair(
                      "thread.id", AnyValue.newBuilder().setIntValue(i % 200 + 20).build()));
      if (bank) {
        log.addAttributes(Requests.pair("account_id", "6217%012d".formatted(random.nextInt(5_000))))
            .addAttributes(Requests.pair("tenant_code", "T%03d".formatted(i % 900)))
            .addAttributes(Requests.pair("op_id", "op-" + Integer.toHexString(random.nextInt())));
      } else {
        log.addAttributes(Requests.pair("code.function.name", "com.acme.pay.Transfer.settle"));
        log.addAttributes(Requests.pair("code.file.path", "TransferService.java"));
      }
      scope.addLogRecords(log);
    }
    Resource resource =
        Resource.newBuilder()
            .addAttributes(Requests.pair("service.name", "payments"))
            .addAttributes(Requests.pair("service.instance.id", "pod-1"))
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  private static String body(Random random, boolean bank) {
    return "transfer of %d.50 CNY booked in %d ms, queue depth %d%s"
        .formatted(
            random.nextInt(90_000),
            random.nextInt(90),
            random.nextInt(9),
            bank ? "" : ", limits checked against the daily book");
  }
}
