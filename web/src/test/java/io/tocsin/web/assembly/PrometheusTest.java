package io.tocsin.web.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private Path amtoolConfig;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(
        Files.isExecutable(DebianPrometheus.PROGRAM),
        "skipped: needs Debian's packages prometheus and prometheus-alertmanager");
    tocsin =
        RunningTocsin.startInhibiting(
            folder.resolve("tocsin"),
            "[{name: database-first, source: 'alertname=\"DatabaseDown\"',"
                + " target: 'severity=\"warning\"', equal: [env]}]");
    amtoolConfig =
        Files.writeString(
            folder.resolve("amtool.yml"),
            "authorization: {credentials: %s}".formatted(tocsin.secret("api-default.token")));
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

  /** What it says; its exit code must be 0. */
  private String amtool(String... command) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                "/usr/bin/amtool",
                "--alertmanager.url=" + tocsin.console("/"),
                "--http.config.file=" + amtoolConfig));
    line.addAll(List.of(command));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  private JsonNode newest() {
    return incidentsOf("fees").get(0);
  }

  @Test
  void T30_amtool_addsListsChangesAndExpiresSilences_andAnExpiredOneNeverComesBack()
      throws Exception {
    String id =
        amtool(
            "silence",
            "add",
            "service=quiet",
            "env=~prod|stage",
            "-d",
            "2h",
            "-a",
            "dev-a",
            "-c",
            "planned work");
    assertThat(amtool("silence", "query")).contains(id, "quiet", "dev-a", "planned work");
    assertThat(amtool("silence", "query", "service=other")).doesNotContain(id);
    assertThat(amtool("silence", "update", "--duration=3h", id)).contains(id);
    assertThat(tocsin.api("/api/v2/silence/" + id).get("status").get("state").asString())
        .isEqualTo("active");

    assertThat(alertOf("quiet").get("firing").asInt()).isEqualTo(1);
    Patience.awaitTrue("the muted incident", () -> !incidentsOf("quiet").isEmpty());
    JsonNode muted = incidentsOf("quiet").get(0);
    assertThat(muted.has("muted_until")).isTrue();
    assertThat(amtool("alert", "query", "service=quiet")).doesNotContain("Quiet");
    assertThat(amtool("alert", "query", "--silenced", "service=quiet")).contains("Quiet");
    assertThat(
            tocsin
                .api("/api/v1/incidents/" + muted.get("id").asString())
                .get("timeline")
                .toString())
        .contains("MUTED", "silence " + id + ": planned work", "dev-a");
    assertThat(ticketsOf("quiet")).isEmpty();

    amtool("silence", "expire", id);
    Patience.awaitTrue("the ticket that was held back", () -> ticketsOf("quiet").size() == 1);
    assertThat(amtool("silence", "query")).doesNotContain(id);
    assertThat(amtool("silence", "query", "--expired")).contains(id);
    String other = amtool("silence", "update", "--duration=1h", id);
    assertThat(other).doesNotContain(id);
    assertThat(tocsin.api("/api/v2/silence/" + id).get("status").get("state").asString())
        .isEqualTo("expired");
    assertThat(tocsin.api("/api/v1/audit/verify").get("intact").asBoolean()).isTrue();
    for (JsonNode left : tocsin.api("/api/v2/silences?filter=service%3Dquiet")) {
      if (!left.get("status").get("state").asString().equals("expired")) {
        amtool("silence", "expire", left.get("id").asString());
      }
    }
  }

  private JsonNode alertOf(String service) {
    return fires("Quiet", service, "critical");
  }

  private JsonNode fires(String name, String service, String severity) {
    Map<String, String> labels =
        Map.of("alertname", name, "service", service, "env", "prod", "severity", severity);
    return tocsin.apiPost(
        "default", "/api/v1/intake/prometheus", List.of(Map.of("labels", labels)));
  }

  private JsonNode incidentsOf(String service) {
    return tocsin.api("/api/v1/incidents?state=all&service=" + service).get("items");
  }

  private List<JsonNode> ticketsOf(String service) {
    return tocsin.tickets().stream()
        .filter(ticket -> ticket.get("title").asString().contains("of " + service))
        .toList();
  }

  @Test
  void amtool_showsAnInhibitedAlertOnlyWhereItIsAskedForThem() throws Exception {
    fires("DatabaseDown", "database", "critical");
    fires("SlowCalls", "waiting", "warning");
    Patience.awaitTrue(
        "both incidents",
        () -> !incidentsOf("database").isEmpty() && !incidentsOf("waiting").isEmpty());

    assertThat(amtool("alert", "query")).contains("DatabaseDown").doesNotContain("SlowCalls");
    assertThat(amtool("alert", "query", "--inhibited"))
        .contains("SlowCalls")
        .doesNotContain("DatabaseDown");
    JsonNode status = tocsin.api("/api/v2/alerts?filter=service%3Dwaiting").get(0).get("status");
    assertThat(status.get("state").asString()).isEqualTo("suppressed");
    assertThat(status.get("inhibitedBy").toString()).isEqualTo("[\"database-first\"]");
  }

  @Test
  void whatItAlerts_isATicket_andItsEndClosesTheIncident() throws Exception {
    prometheus.failing(7);
    Patience.awaitTrue("a ticket of the alert", () -> !ticketsOf("fees").isEmpty());

    JsonNode ticket = ticketsOf("fees").getFirst();
    assertThat(ticket.get("title").asString()).contains("Alert FeesFail of fees", "7 of 100");
    assertThat(ticket.get("priority").asInt()).isEqualTo(1);
    assertThat(ticket.toString()).doesNotContain("4111111111111111");
    JsonNode listed = tocsin.api("/api/v2/alerts?filter=service%3Dfees").get(0);
    assertThat(listed.get("labels").get("alertname").asString()).isEqualTo("FeesFail");
    assertThat(listed.get("generatorURL").asString()).startsWith("http");

    prometheus.failing(0);
    Patience.awaitTrue(
        "the incident's end", () -> newest().get("state").asString().equalsIgnoreCase("closed"));
    assertThat(tocsin.api("/api/v2/alerts?filter=service%3Dfees")).isEmpty();
    assertThat(newest().get("occurrences").asInt()).isEqualTo(1);
  }
}
