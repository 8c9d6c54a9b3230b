package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.ShopApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The README's block with both agents, as it stands there: two flags on an application that knows
 * nothing of Tocsin.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnApplicationTest {
  private static final String ACCOUNT = "6222020200099887766";
  private static final String OTHER_ACCOUNT = "6222020200011223344";
  private static final Path HOUSE = Path.of("..");

  private Path folder;
  private RunningTocsin tocsin;
  private JavaProcess shop;
  private int port;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    tocsin = RunningTocsin.start(folder, "");
    port = FreePort.find();
    ReadmeExample example =
        ReadmeExample.read(
            HOUSE.resolve("README.md"), file -> tocsin.secret(file.getFileName().toString()));
    Map<String, String> variables = new HashMap<>(example.variables());
    assertThat(variables).containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318");
    variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", tocsin.otlp("").toString());
    shop =
        JavaProcess.start(
            folder.resolve("shop.log"),
            variables,
            example.agents().stream().map(agent -> "-javaagent:" + HOUSE.resolve(agent)).toList(),
            ShopApplication.class.getName(),
            "--server.port=" + port,
            "--server.address=127.0.0.1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> shop.output().contains("Started ShopApplication"));
  }

  @AfterAll
  void stop() {
    shop.close();
    tocsin.close();
  }

  @Test
  void P1_exceptionsCaughtAndUncaught_becomeOneTicketEach() throws IOException {
    ask("/price-of-coffee");
    ask("/price-of-milk-later");
    ask("/price-of-coffee");

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(tocsin.tickets()).hasSize(2));

    assertThat(tocsin.tickets())
        .extracting(ticket -> ticket.get("title").asString())
        .anyMatch(title -> title.contains("NumberFormatException"))
        .anyMatch(title -> title.contains("NullPointerException"));
    for (JsonNode ticket : tocsin.tickets()) {
      assertThat(ticket.get("body").asString()).contains("ShopApplication").doesNotContain(ACCOUNT);
    }
    assertThat(tocsin.tickets())
        .extracting(ticket -> ticket.get("body").asString())
        .anyMatch(body -> body.contains("NullPointerException") && body.contains("acct_"));
  }

  /**
   * The shop clears its MDC before its framework logs the error: the account comes by the trace.
   */
  @Test
  void anErrorLoggedAfterItsMdcWasCleared_getsTheAccountOfItsTrace() throws IOException {
    ask("/price-of-coffee");

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() ->
            assertThat(tocsin.tickets())
                .filteredOn(
                    ticket -> ticket.get("title").asString().contains("NumberFormatException"))
                .singleElement()
                .extracting(ticket -> ticket.get("body").asString())
                .asString()
                .containsPattern("Account:\\*\\* `acct_")
                .doesNotContain(ACCOUNT));

    ask("/price-of-coffee", OTHER_ACCOUNT);
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(accountsTouched("NumberFormatException")).isEqualTo(2));
  }

  private int accountsTouched(String exception) {
    for (JsonNode incident : tocsin.api("/api/v1/incidents").get("items")) {
      if (incident.get("exception_type").asString().contains(exception)) {
        return incident.get("accounts").asInt();
      }
    }
    return 0;
  }

  private void ask(String path) throws IOException {
    ask(path, ACCOUNT);
  }

  private void ask(String path, String account) throws IOException {
    tocsin.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("X-Account", account)
            .build());
  }
}
