package io.tocsin.demo.load;

import io.tocsin.demo.bank.edge.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the bank's gateway as a customer's app or a branch would. */
public final class BankClient implements AutoCloseable {
  /**
   * In whose name a request is made.
   *
   * @param operationId null: one of its own
   * @param traceParent W3C; null leaves the trace to the bank
   * @param loadTest coloured as a load test's
   */
  record Caller(
      String accountId,
      String tenantCode,
      @Nullable String operationId,
      @Nullable String traceParent,
      boolean loadTest) {
    static Caller of(String accountId, String tenantCode) {
      return new Caller(accountId, tenantCode, null, null, false);
    }

    static Caller ofLoadTest(String accountId, String tenantCode) {
      return new Caller(accountId, tenantCode, null, null, true);
    }
  }

  record Answer(int status, String body) {}

  private static final int GATEWAY_TIMEOUT = 504;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final JsonMapper json = JsonMapper.shared();
  private final URI gateway;

  public BankClient(URI gateway) {
    this.gateway = gateway;
  }

  Answer post(String desk, Caller caller, Map<String, ?> body)
      throws IOException, InterruptedException {
    String operationId =
        caller.operationId() == null ? UUID.randomUUID().toString() : caller.operationId();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve("/api/" + desk))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header(Operation.ID_HEADER, operationId)
            .header(Operation.TENANT_HEADER, caller.tenantCode())
            .header(Operation.ACCOUNT_HEADER, caller.accountId())
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
    if (caller.loadTest()) {
      request.header(Operation.LOAD_TEST_HEADER, "true");
    }
    if (caller.traceParent() != null) {
      request.header("traceparent", caller.traceParent());
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  /** As {@link #post}, for what must succeed. */
  JsonNode ask(String desk, Caller caller, Map<String, ?> body)
      throws IOException, InterruptedException {
    Answer answer = post(desk, caller, body);
    if (answer.status() >= 300) {
      String slow =
          answer.status() == GATEWAY_TIMEOUT
              ? ": it took too long, as on a machine that is busy with something else"
              : "";
      throw new IOException("the bank answered " + answer.status() + " to " + desk + slow);
    }
    return answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
