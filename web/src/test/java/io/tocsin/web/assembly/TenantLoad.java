package io.tocsin.web.assembly;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One tenant's logs and spans, over HTTP and gRPC, each sent until it is acknowledged, the way an
 * exporter does; what was acknowledged is compared with what can be found.
 */
final class TenantLoad implements AutoCloseable {
  private static final int RECORDS_A_REQUEST = 20;
  private static final long PAUSE_MILLIS = 50;

  private final RunningTocsin tocsin;
  private final String tenant;
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicLong refused = new AtomicLong();
  private final List<Thread> senders = new ArrayList<>();
  private final Set<String> logs = new HashSet<>();

  /** Span ids by the trace that they are sent in. */
  private final Map<String, Set<String>> spans = new TreeMap<>();

  TenantLoad(RunningTocsin tocsin, String tenant) {
    this.tocsin = tocsin;
    this.tenant = tenant;
  }

  TenantLoad start() {
    senders.add(Thread.ofPlatform().start(() -> send("/v1/logs", this::logs)));
    senders.add(Thread.ofPlatform().start(() -> send("/v1/traces", this::spans)));
    senders.add(Thread.ofPlatform().start(this::sendByGrpc));
    return this;
  }

  String tenant() {
    return tenant;
  }

  /** Records and spans that were acknowledged. */
  synchronized long acknowledged() {
    return logs.size() + (long) spans.size() * RECORDS_A_REQUEST;
  }

  /** Requests that the server answered with something else than 200. */
  long refused() {
    return refused.get();
  }

  /**
   * @param onAcknowledged books it
   */
  private record Request(byte[] body, Runnable onAcknowledged) {}

  private interface Making {
    Request request(int number);
  }

  private void send(String path, Making making) {
    try (OtlpSender sender =
        new OtlpSender(tocsin.otlp(path), tocsin.secret("ingest-" + tenant + ".token"))) {
      for (int number = 0; !enough.get(); number++) {
        Request request = making.request(number);
        if (sendUntilAcknowledged(sender, request.body())) {
          request.onAcknowledged().run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendByGrpc() {
    try (GrpcSender sender =
        new GrpcSender(tocsin.otlpGrpc(), tocsin.secret("ingest-" + tenant + ".token"))) {
      for (int number = 0; !enough.get(); number++) {
        List<String> ids = new ArrayList<>();
        ScopeLogs.Builder records = ScopeLogs.newBuilder();
        for (int i = 0; i < RECORDS_A_REQUEST; i++) {
          String id = tenant + "grpc" + number + "x" + i;
          ids.add(id);
          records.addLogRecords(
              LogRecord.newBuilder()
                  .setTimeUnixNano(System.currentTimeMillis() * 1_000_000)
                  .setSeverityNumberValue(9)
                  .setBody(AnyValue.newBuilder().setStringValue(id)));
        }
        ExportLogsServiceRequest request =
            ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(records))
                .build();
        boolean taken = sender.send(request);
        while (!taken && !enough.get()) {
          Thread.sleep(PAUSE_MILLIS);
          taken = sender.send(request);
        }
        if (taken) {
          synchronized (this) {
            logs.addAll(ids);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sendUntilAcknowledged(OtlpSender sender, byte[] body)
      throws InterruptedException {
    while (!enough.get()) {
      try {
        if (sender.post(body, "application/json", Map.of()).statusCode() == 200) {
          return true;
        }
        refused.incrementAndGet();
      } catch (IOException killed) {
        // Not known whether it arrived: the same again, as an exporter does.
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return false;
  }

  private Request logs(int number) {
    List<String> ids = new ArrayList<>();
    List<OtlpSender.Line> lines = new ArrayList<>();
    for (int i = 0; i < RECORDS_A_REQUEST; i++) {
      String id = tenant + number + "x" + i;
      ids.add(id);
      lines.add(
          i == 0
              ? new OtlpSender.Line("ERROR", id, Map.of())
              : new OtlpSender.Line("INFO", id, Map.of("account_id", "62220202" + number)));
    }
    return new Request(
        OtlpSender.request(lines),
        () -> {
          synchronized (this) {
            logs.addAll(ids);
          }
        });
  }

  private Request spans(int number) {
    String trace = "%032x".formatted(tenant.hashCode() * 1_000_000_007L + number + 1);
    Set<String> ids = new HashSet<>();
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < RECORDS_A_REQUEST; i++) {
      String id = "%016x".formatted(number * 100L + i + 1);
      ids.add(id);
      long start = System.currentTimeMillis() * 1_000_000L + i;
      items.add(
          Map.of(
              "traceId",
              trace,
              "spanId",
              id,
              "name",
              "POST /fees",
              "kind",
              2,
              "startTimeUnixNano",
              Long.toString(start),
              "endTimeUnixNano",
              Long.toString(start + 1_000_000)));
    }
    Map<String, Object> resource =
        Map.of(
            "attributes",
            List.of(Map.of("key", "service.name", "value", Map.of("stringValue", "ledger"))));
    Map<String, Object> body =
        Map.of(
            "resourceSpans",
            List.of(Map.of("resource", resource, "scopeSpans", List.of(Map.of("spans", items)))));
    return new Request(
        JsonMapper.shared().writeValueAsBytes(body),
        () -> {
          synchronized (this) {
            spans.put(trace, ids);
          }
        });
  }

  void end() throws InterruptedException {
    enough.set(true);
    for (Thread sender : senders) {
      sender.join();
    }
  }

  /**
   * What can be found of it.
   *
   * @param missing acknowledged and not there
   * @param twice there more than once
   */
  record Found(long records, long missing, long twice) {}

  /** To be asked at the end; compares ids as sets. */
  Found found() throws IOException {
    return foundAt(tocsin, tenant);
  }

  /**
   * The same at another server, which may hold records of others too.
   *
   * @param as its name of the tenant
   */
  synchronized Found foundAt(RunningTocsin server, String as) throws IOException {
    Map<String, Integer> times = new HashMap<>();
    String cursor = null;
    do {
      Map<String, Object> query = new HashMap<>(Map.of("limit", 1_000, "order", "oldest_first"));
      if (cursor != null) {
        query.put("cursor", cursor);
      }
      JsonNode page = server.apiPost(as, "/api/v1/logs/search", query);
      page.get("items").forEach(log -> times.merge(log.get("message").asString(), 1, Integer::sum));
      cursor = page.has("next") ? page.get("next").asString() : null;
    } while (cursor != null);
    Set<String> expected = new HashSet<>(logs);
    for (Map.Entry<String, Set<String>> trace : spans.entrySet()) {
      JsonNode page = server.api(as, "/api/v1/traces/" + trace.getKey());
      page.get("spans")
          .forEach(span ->
              times.merge(trace.getKey() + span.get("span_id").asString(), 1, Integer::sum));
      trace.getValue().forEach(id -> expected.add(trace.getKey() + id));
    }
    long twice = times.values().stream().filter(n -> n > 1).count();
    expected.removeAll(times.keySet());
    return new Found(times.size(), expected.size(), twice);
  }

  @Override
  public void close() throws InterruptedException {
    end();
  }
}
