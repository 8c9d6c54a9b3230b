package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.assembly.OtlpSender.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running server with two tenants: what goes in, what comes out, and what never does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholePathTest {
  private static final String STACK =
      """
      java.lang.IllegalStateException: fee rule missing
      \tat com.bank.refund.RefundService.settle(RefundService.java:118)
      \tat com.bank.refund.RefundController.create(RefundController.java:54)
      \tat java.base/java.lang.Thread.run(Thread.java:1583)
      """;

  private Path folder;
  private RunningTocsin tocsin;
  private OtlpSender retail;
  private OtlpSender markets;

  /** Its own, for what becomes a ticket by being masked. */
  private OtlpSender leaky;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    tocsin = RunningTocsin.start(folder, "tenants: [{id: retail}, {id: markets}, {id: leaky}]\n");
    retail = new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-retail.token"));
    markets = new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-markets.token"));
    leaky = new OtlpSender(tocsin.otlp("/v1/logs"), tocsin.secret("ingest-leaky.token"));
  }

  @AfterAll
  void stop() {
    retail.close();
    markets.close();
    leaky.close();
    tocsin.close();
  }

  @Test
  void anError_becomesAnIncidentAndATicketOfItsTenantOnly() throws IOException {
    Line failure = Line.failure("fee rule missing", "java.lang.IllegalStateException", STACK);
    assertThat(retail.send(List.of(failure)).statusCode()).isEqualTo(200);

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(ticketsOn("IllegalStateException")).hasSize(1));

    assertThat(api("retail", "/api/v1/incidents").get("items").size()).isEqualTo(1);
    assertThat(api("markets", "/api/v1/incidents").get("items").size()).isZero();
    assertThat(answer("markets", "/api/v1/incidents/TOC-1").statusCode()).isEqualTo(404);
  }

  @Test
  void oneTenantsRecords_areNotFoundByAnother() throws IOException {
    retail.send(List.of(Line.info("onlyforretail")));
    markets.send(List.of(Line.info("onlyformarkets")));

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> {
          assertThat(found("retail", Map.of("text", "onlyforretail"))).isEqualTo(1);
          assertThat(found("markets", Map.of("text", "onlyformarkets"))).isEqualTo(1);
        });
    assertThat(found("retail", Map.of("text", "onlyformarkets"))).isZero();
    assertThat(found("markets", Map.of("text", "onlyforretail"))).isZero();
  }

  private List<String> ticketsOn(String what) {
    return tocsin.tickets().stream()
        .map(ticket -> ticket.get("title").asString())
        .filter(title -> title.contains(what))
        .toList();
  }

  @Test
  void plantedValues_areFoundByTokenAndNowhereOnDisk_andTheirLoggersOwnerIsTold()
      throws IOException {
    String account = "6222021234567890123";
    String hidden = "eyJwYW4iOiI0MTExMTExMTExMTExMTExIn0=";
    List<String> planted =
        List.of(
            account,
            "13812345678",
            "hunter2secret",
            "4111111111111111",
            hidden,
            "%34%31%31%31%31%31%31%31%31%31%31%31%31%31%31%31");
    leaky.send(
        List.of(
            new Line(
                "INFO",
                "refund for " + account + ", call 13812345678, card 4111111111111111",
                Map.of("account_id", account, "password", "hunter2secret")),
            new Line(
                "INFO",
                "q=%7B%22pwd%22%3A%22hunter2secret%22%7D&d=" + hidden,
                Map.of("a=1 password=hunter2secret", "%34%31" + "%31".repeat(14)))));

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> assertThat(found("leaky", Map.of("account_id", account))).isEqualTo(1));
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> {
          assertThat(ticketsOn("Password or other secret in the log of Ledger")).hasSize(1);
          assertThat(ticketsOn("Card number in the log of Ledger")).hasSize(1);
        });
    assertThat(found("markets", Map.of("account_id", account))).isZero();

    try (Stream<Path> files = Files.walk(tocsin.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String value : planted) {
          assertThat(content.contains(value)).as("%s in %s", value, file).isFalse();
        }
      }
    }
  }

  @Test
  void badInput_isToldToItsSenderAndHarmsNothing() throws IOException {
    byte[] good = OtlpSender.request(List.of(Line.info("x")));
    byte[] half = gzip(good);

    assertRefused(400, retail.post(new byte[] {10, 120, 1}, "application/x-protobuf", Map.of()));
    assertRefused(400, retail.post("{".getBytes(), "application/json", Map.of()));
    assertRefused(
        400,
        retail.post(
            Arrays.copyOf(half, half.length / 2),
            "application/json",
            Map.of("Content-Encoding", "gzip")));
    assertRefused(413, retail.post(new byte[100 << 20], "application/x-protobuf", Map.of()));
    assertRefused(415, retail.post(good, "text/plain", Map.of()));
    try (OtlpSender stranger = new OtlpSender(tocsin.otlp("/v1/logs"), "no-such-token")) {
      assertRefused(401, stranger.send(List.of(Line.info("x"))));
    }

    assertThat(retail.send(List.of(Line.info("still here"))).statusCode()).isEqualTo(200);
    assertThat(tocsin.get(tocsin.console("/readyz"), "").statusCode()).isEqualTo(200);
  }

  @Test
  void theAuditJournal_isIntactByItsCommand() throws Exception {
    retail.send(List.of(Line.info("something to search")));
    found("retail", Map.of("account_id", "1234567890"));

    JavaProcess verify =
        JavaProcess.start(
            folder.resolve("verify.log"),
            Map.of(),
            List.of(),
            Tocsin.class.getName(),
            "audit",
            "verify",
            "--config",
            tocsin.config().toString());

    assertThat(verify.awaitExit()).as(verify.output()).isZero();
  }

  @Test
  void metrics_areForThoseWithTheToken() throws IOException {
    assertThat(answer("retail", "/api/v1/metrics").body())
        .contains("# TYPE tocsin_")
        .contains("tenant=\"retail\"")
        .doesNotContain("markets");
    assertThat(tocsin.get(tocsin.console("/api/v1/metrics"), "wrong").statusCode()).isEqualTo(401);
  }

  private static void assertRefused(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).isNotBlank();
  }

  private long found(String tenant, Map<String, String> query) throws IOException {
    HttpResponse<String> answer =
        tocsin.send(
            HttpRequest.newBuilder(tocsin.console("/api/v1/logs/search"))
                .header("Authorization", "Bearer " + tocsin.secret("api-" + tenant + ".token"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(query)))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body()).get("total").asLong();
  }

  private JsonNode api(String tenant, String path) throws IOException {
    HttpResponse<String> answer = answer(tenant, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> answer(String tenant, String path) throws IOException {
    return tocsin.get(tocsin.console(path), tocsin.secret("api-" + tenant + ".token"));
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
