package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * More different values than anybody should send, to a server with a heap of 512 MiB: memory stays
 * bounded, every request is answered, every record counted, and the console still answers. {@code
 * -Dtocsin.accounts=N} and {@code -Dtocsin.names=N} for other numbers.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MassCardinalityTest {
  private static final int ACCOUNTS = Integer.getInteger("tocsin.accounts", 10_000_000);
  private static final int NAMES = Integer.getInteger("tocsin.names", 1_000_000);
  private static final int BATCH = 2_000;
  private static final long MIB = 1 << 20;

  private RunningTocsin tocsin;
  private OtlpSender sender;
  private long sent;
  private long refusals;
  private long lateAnswers;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    tocsin = RunningTocsin.startForMuch(folder);
    sender = new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-default.token"));
  }

  @AfterAll
  void end() {
    sender.close();
    tocsin.close();
  }

  @Test
  @Order(1)
  void T29_millionsOfAccounts_keepMemoryBoundedAndEveryRecordCounted() throws Exception {
    long begin = System.nanoTime();
    sendAll(
        ACCOUNTS,
        i ->
            LogRecord.newBuilder()
                .setBody(text("paid"))
                .addAttributes(pair("account_id", text("62220" + i)))
                .build(),
        "ledger");
    report("distinct account ids", ACCOUNTS, begin);
  }

  @Test
  @Order(2)
  void T29_aMillionServicesAndLoggers_keepMemoryBounded() throws Exception {
    long begin = System.nanoTime();
    List<ResourceLogs> batch = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      batch.add(
          ResourceLogs.newBuilder()
              .setResource(service("service-" + i))
              .addScopeLogs(
                  ScopeLogs.newBuilder()
                      .setScope(InstrumentationScope.newBuilder().setName("com.bank.Logger" + i))
                      .addLogRecords(
                          LogRecord.newBuilder()
                              .setSeverityNumberValue(i % 100 == 0 ? 17 : 9)
                              .setBody(text("started"))))
              .build());
      if (batch.size() == BATCH || i == NAMES - 1) {
        post(ExportLogsServiceRequest.newBuilder().addAllResourceLogs(batch).build().toByteArray());
        sent += batch.size();
        batch.clear();
      }
    }
    report("services and loggers, a statement each", NAMES, begin);
  }

  @Test
  @Order(3)
  void aMillionStatementsOfOneService_keepMemoryBounded() throws Exception {
    long begin = System.nanoTime();
    sendAll(NAMES, i -> LogRecord.newBuilder().setBody(text(statement(i))).build(), "talkative");
    report("statements of one service", NAMES, begin);
    double forgotten = metric("tocsin_log_templates_forgotten_total");
    System.out.printf(
        Locale.ROOT,
        "templates: %,.0f in memory, %,.0f made room%n",
        metric("tocsin_log_templates"),
        forgotten);
    assertThat(metric("tocsin_log_templates")).isPositive().isLessThanOrEqualTo(20_000);
    assertThat(forgotten).isGreaterThan(NAMES / 2.0);
  }

  /** Four words without a digit, in which it differs from every other: nothing to join. */
  private static String statement(int number) {
    Random random = new Random(number);
    StringBuilder words = new StringBuilder();
    for (int word = 0; word < 4; word++) {
      for (int letter = 0; letter < 6; letter++) {
        words.append((char) ('g' + random.nextInt(20)));
      }
      words.append(' ');
    }
    return words.toString();
  }

  private double metric(String name) throws IOException {
    return tocsin
        .metrics()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  @Order(4)
  void oddRecords_areAnsweredAndCounted() throws Exception {
    long begin = System.nanoTime();
    AnyValue nested = text("leaf");
    for (int level = 0; level < 100; level++) {
      nested =
          AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(nested)).build();
    }
    LogRecord.Builder many = LogRecord.newBuilder();
    for (int i = 0; i < 10_000; i++) {
      many.addAttributes(pair("key." + i, text("value")));
    }
    LogRecord.Builder fields = LogRecord.newBuilder();
    for (int i = 0; i < 100_000; i++) {
      fields.addAttributes(pair("f" + i, AnyValue.newBuilder().setIntValue(i).build()));
    }
    List<LogRecord> odd =
        List.of(
            LogRecord.newBuilder().addAttributes(pair("large", text("x".repeat(1 << 20)))).build(),
            many.build(),
            LogRecord.newBuilder().setBody(nested).addAttributes(pair("deep", nested)).build(),
            fields.build());
    for (LogRecord record : odd) {
      sendAll(1, i -> record, "odd");
    }
    report("odd records", odd.size(), begin);
  }

  private void sendAll(int count, IntFunction<LogRecord> making, String service)
      throws IOException, InterruptedException {
    for (int from = 0; from < count; from += BATCH) {
      ScopeLogs.Builder scope = ScopeLogs.newBuilder();
      int to = Math.min(count, from + BATCH);
      for (int i = from; i < to; i++) {
        scope.addLogRecords(making.apply(i));
      }
      post(
          ExportLogsServiceRequest.newBuilder()
              .addResourceLogs(
                  ResourceLogs.newBuilder().setResource(service(service)).addScopeLogs(scope))
              .build()
              .toByteArray());
      sent += to - from;
    }
  }

  private void post(byte[] body) throws IOException, InterruptedException {
    while (true) {
      try {
        HttpResponse<String> answer = sender.post(body, "application/x-protobuf", Map.of());
        if (answer.statusCode() == 200) {
          return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isIn(429, 503);
        refusals++;
      } catch (HttpTimeoutException notKnownWhetherItArrived) {
        lateAnswers++;
      }
      Thread.sleep(200);
    }
  }

  private void report(String what, int count, long begin) throws IOException {
    Patience.await("in flight", () -> ledger().get("in_flight").asLong(), records -> records == 0);
    JsonNode line = ledger();
    assertThat(line.get("missing").asLong()).isZero();
    JsonNode duplicates = line.get("dropped").path("duplicate");
    assertThat(line.get("received").asLong() - duplicates.asLong(0)).isEqualTo(sent);
    assertThat(line.get("stored").asLong()).isEqualTo(sent);
    for (String page : List.of("/api/v1/incidents", "/api/v1/latency", "/api/v1/me")) {
      tocsin.api(page);
    }
    assertThat(tocsin.server().alive()).isTrue();
    assertThat(tocsin.server().output()).doesNotContain("OutOfMemoryError");
    long rss = residentBytes(tocsin.server().pid());
    assertThat(rss).as("resident").isLessThan(1_536 * MIB);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d, all stored, %,d refusals and %,d late answers repeated, resident %d MiB at"
            + " -Xmx512m, %d s%n",
        what,
        count,
        refusals,
        lateAnswers,
        rss / MIB,
        (System.nanoTime() - begin) / 1_000_000_000);
  }

  private JsonNode ledger() {
    return tocsin.api("/api/v1/ledger");
  }

  private static long residentBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
          .findFirst()
          .orElse(0);
    } catch (IOException noProc) {
      return 0;
    }
  }

  private static Resource service(String name) {
    return Resource.newBuilder().addAttributes(pair("service.name", text(name))).build();
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }
}
