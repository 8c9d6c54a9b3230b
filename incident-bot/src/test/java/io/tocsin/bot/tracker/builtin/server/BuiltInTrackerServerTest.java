package io.tocsin.bot.tracker.builtin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.tracker.builtin.TrackerFixture;
import io.tocsin.model.Health;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuiltInTrackerServerTest {
  private static final String DRAFT =
      """
      {"key": "tocsin-aaaaaaaaaaaaaaaaaaaaaaaaaa", "title": "t", "body": "b", "team": "@x",
       "assignee": null, "priority": 1, "labels": []}
      """;

  private TrackerFixture tracker;

  @BeforeEach
  void start() {
    tracker = new TrackerFixture(InstantSource.system(), true);
  }

  @AfterEach
  void stop() {
    tracker.close();
  }

  private HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    return tracker.call(method, path, body);
  }

  @Test
  void create_answers201WithTheTicketAndReadGivesItWithItsComments() throws Exception {
    HttpResponse<String> created = call("POST", "/api/v1/tickets", DRAFT);
    call("PATCH", "/api/v1/tickets/TCK-1", "{\"comment\": \"looked at\"}");
    HttpResponse<String> read = call("GET", "/api/v1/tickets/TCK-1", "");

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).contains("\"id\":\"TCK-1\"").contains("\"created_at\":\"2");
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).contains("looked at");
  }

  @Test
  void list_pagesNewestFirst() throws Exception {
    for (int i = 0; i < 3; i++) {
      call("POST", "/api/v1/tickets", DRAFT);
    }
    String page = call("GET", "/api/v1/tickets?offset=1&limit=1", "").body();

    assertThat(page).contains("\"total\":3").contains("TCK-2").doesNotContain("TCK-3");
  }

  @Test
  void badRequests_getAClearAnswer() throws Exception {
    assertThat(call("POST", "/api/v1/tickets", "{").statusCode()).isEqualTo(400);
    assertThat(call("POST", "/api/v1/tickets", "[]").statusCode()).isEqualTo(400);
    assertThat(call("POST", "/api/v1/tickets", "{\"title\": \"a\\nb\", \"labels\": []}"))
        .satisfies(a -> assertThat(a.statusCode()).isEqualTo(400))
        .satisfies(a -> assertThat(a.body()).contains("one line").contains("key"));
    assertThat(call("GET", "/api/v1/tickets?key=nonsense", "").statusCode()).isEqualTo(400);
    assertThat(call("GET", "/api/v1/tickets?limit=9999", "").body()).contains("1 to 1000");
    assertThat(call("GET", "/api/v1/tickets/TCK-9", "").statusCode()).isEqualTo(404);
    assertThat(call("PATCH", "/api/v1/tickets/TCK-9", "{}").statusCode()).isEqualTo(404);
    assertThat(call("DELETE", "/api/v1/tickets", "").statusCode()).isEqualTo(405);
    assertThat(call("GET", "/elsewhere", "").statusCode()).isEqualTo(404);
  }

  @Test
  void body_overTheLimit_is413() throws Exception {
    assertThat(call("POST", "/api/v1/tickets", "x".repeat(300_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void withoutToken_nothingIsSaid() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(tracker.url() + "/api/v1/tickets")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void faults_areReportedAndBadOnesRefused() throws Exception {
    tracker.order("{\"lose_answers\": 0.5, \"seed\": 7}");
    assertThat(call("GET", "/api/v1/faults", "").body())
        .contains("\"lose_answers\":0.5")
        .contains("\"lost\":0");
    assertThat(call("PUT", "/api/v1/faults", "{\"lose_answers\": 2}").statusCode()).isEqualTo(400);
    assertThat(call("PUT", "/api/v1/faults", "{\"refuse\": 200}").statusCode()).isEqualTo(400);
  }

  @Test
  void faults_notSwitchedOnAtStart_areNoPath() throws Exception {
    try (TrackerFixture plain = new TrackerFixture(InstantSource.system(), false)) {
      assertThat(plain.call("PUT", "/api/v1/faults", "{\"lose_next\": 1}").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void aFileBesideATicket_isServedToBeKept_neverToBeOpenedAsAPage() throws Exception {
    openTicket();
    String path = "/api/v1/tickets/TCK-1/attachments/a-1.html";
    String script = "<script>alert(1)</script>";
    assertThat(tracker.put(path, "text/html", script)).isEqualTo(201);
    assertThat(tracker.put(path, "text/html", "other")).isEqualTo(200);

    HttpResponse<String> file = tracker.call("GET", path, "");

    assertThat(file.body()).isEqualTo(script);
    assertThat(file.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"a-1.html\"");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(file.headers().firstValue("Content-Security-Policy"))
        .hasValue("default-src 'none'; sandbox");
  }

  @Test
  void filesBesideATicket_haveLimits_andNamesThatCannotLeadElsewhere() throws Exception {
    openTicket();
    String files = "/api/v1/tickets/TCK-1/attachments/";

    assertThat(tracker.put(files + "big.txt", "text/plain", "x".repeat(1_048_577))).isEqualTo(413);
    assertThat(tracker.put(files + "..%2fa.txt", "text/plain", "x")).isBetween(400, 404);
    assertThat(tracker.put(files + "a.txt", "text/plain; charset=x", "x")).isEqualTo(400);
    assertThat(tracker.put("/api/v1/tickets/TCK-9/attachments/a.txt", "text/plain", "x"))
        .isEqualTo(404);
    for (String name : List.of("a.txt", "b.txt", "c.txt")) {
      assertThat(tracker.put(files + name, "text/plain", "x")).isEqualTo(201);
    }
    assertThat(tracker.put(files + "d.txt", "text/plain", "x")).isEqualTo(400);
    assertThat(tracker.call("GET", files + "d.txt", "").statusCode()).isEqualTo(404);
  }

  @Test
  void start_onAnOccupiedPort_saysWhich() {
    TrackerServerConfig occupied =
        new TrackerServerConfig(
            "127.0.0.1", tracker.server().port(), null, 262_144, 1_048_576, 3, 64, 16, false);
    try (BuiltInTrackerServer second =
        new BuiltInTrackerServer(
            occupied,
            tracker.store,
            tracker.store.attachments(),
            TrackerFixture.TOKEN,
            InstantSource.system())) {
      assertThatThrownBy(second::start)
          .hasMessageContaining("127.0.0.1:" + tracker.server().port());
    }
    assertThat(tracker.server().health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void config_outOfRange_namesKeyValueAndExpectation() {
    assertThatThrownBy(() -> new TrackerServerConfig("", 1, null, 65_536, 1_024, 3, 1, 8, false))
        .isInstanceOf(InvalidSettingException.class);
    assertThatThrownBy(
            () -> new TrackerServerConfig("h", 70_000, null, 65_536, 1_024, 3, 1, 8, false))
        .hasMessageContaining("port: 70000 (expected: 0 to 65535)");
  }

  private void openTicket() {
    TicketKey key = new TicketKey("tocsin-" + "a".repeat(26));
    tracker.store.open(
        new TicketDraft(key, "it fails", "text", null, null, 2, List.of()),
        "http://tracker/",
        Instant.EPOCH);
  }
}
