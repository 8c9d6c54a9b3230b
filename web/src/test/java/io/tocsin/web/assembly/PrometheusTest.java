package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real Prometheus has Tocsin for its Alertmanager. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusTest {
  private RunningTocsin tocsin;
  private DebianPrometheus prometheus;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(
        Files.isExecutable(DebianPrometheus.PROGRAM),
        "skipped: needs Debian's packages prometheus and prometheus-alertmanager");
    tocsin = RunningTocsin.start(folder.resolve("tocsin"), "");
    prometheus =
        DebianPrometheus.start(
            folder.resolve("prometheus"),
            tocsin.console("/"),
            tocsin.secret("ingest-default.token"));
  }

  @AfterAll
  void stop() throws Exception {
    if (prometheus != null) {
      prometheus.close();
    }
    if (tocsin != null) {
      tocsin.close();
    }
  }

  private JsonNode newest() {
    JsonNode incidents = tocsin.api("/api/v1/incidents?state=all").get("items");
    return incidents.isEmpty() ? null : incidents.get(0);
  }

  @Test
  void whatItAlerts_isATicket_andItsEndClosesTheIncident() throws Exception {
    prometheus.failing(7);
    Patience.awaitTrue("a ticket of the alert", () -> !tocsin.tickets().isEmpty());

    JsonNode ticket = tocsin.tickets().getFirst();
    assertThat(ticket.get("title").asString()).contains("Alert FeesFail of fees", "7 of 100");
    assertThat(ticket.get("priority").asInt()).isEqualTo(1);
    assertThat(ticket.toString()).doesNotContain("4111111111111111");
    JsonNode listed = tocsin.api("/api/v2/alerts").get(0);
    assertThat(listed.get("labels").get("alertname").asString()).isEqualTo("FeesFail");
    assertThat(listed.get("generatorURL").asString()).startsWith("http");

    prometheus.failing(0);
    Patience.awaitTrue(
        "the incident's end", () -> newest().get("state").asString().equalsIgnoreCase("closed"));
    assertThat(tocsin.api("/api/v2/alerts")).isEmpty();
    assertThat(newest().get("occurrences").asInt()).isEqualTo(1);
  }
}
