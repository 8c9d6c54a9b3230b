package io.tocsin.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SightTest {
  private FakeApi api;
  private Sight sight;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi("secret");
    sight = new Sight(new Api(api.address(), "secret"), new Api(api.address(), "secret"));
  }

  @AfterEach
  void stop() {
    sight.close();
    api.close();
  }

  @Test
  void tickets_moreThanAPage_areAllRead() throws Exception {
    for (int i = 0; i < 450; i++) {
      api.ticket(ticket("T-" + i));
    }
    assertThat(sight.tickets().tickets())
        .extracting(SeenTicket::id)
        .doesNotHaveDuplicates()
        .hasSize(450);
  }

  @Test
  void incidents_areFoundByTheKeyOfTheirTicket() throws Exception {
    api.incident(
        Map.of(
            "id", "TOC-3",
            "ticket_key", "tocsin-a",
            "trace_id", "0af7",
            "kind", "CRASH",
            "service", "accounts",
            "culprit", Map.of("class", "a.B", "method", "c", "file", "B.java", "line", 7),
            "owner", Map.of("team", "@bank/oak", "because", List.of("CODEOWNERS line 2"))));
    api.incident(Map.of("id", "TOC-4"));

    assertThat(sight.incidents())
        .containsOnlyKeys("tocsin-a")
        .extractingByKey("tocsin-a")
        .isEqualTo(
            new SeenIncident(
                "TOC-3",
                "crash",
                "tocsin-a",
                "accounts",
                null,
                "0af7",
                null,
                "a.B.c",
                "@bank/oak",
                null,
                List.of("CODEOWNERS line 2"),
                List.of()));
  }

  @Test
  void incident_byItsName_comesWithItsTimeline() throws Exception {
    api.incident(
        Map.of(
            "id",
            "TOC-3",
            "timeline",
            List.of(
                Map.of("kind", "PROFILE_FOUND", "details", Map.of("to", "early")),
                Map.of("kind", "PROFILE_FOUND", "details", Map.of("to", "late")),
                Map.of("kind", "OPENED"))));

    SeenIncident incident = sight.incident("TOC-3");

    assertThat(incident.event("profile_found").orElseThrow().details()).containsEntry("to", "late");
    assertThat(incident.event("opened")).isPresent();
    assertThat(incident.event("diagnosed")).isEmpty();
  }

  @Test
  void incidents_moreThanAPage_areAllRead() throws Exception {
    for (int i = 0; i < 250; i++) {
      api.incident(Map.of("id", "TOC-" + i, "ticket_key", "tocsin-" + i));
    }
    assertThat(sight.incidents()).hasSize(250);
  }

  @Test
  void api_withAWrongToken_isAnErrorAndNotAnEmptyList() {
    try (Api stranger = new Api(api.address(), "guessed")) {
      assertThatThrownBy(
              () -> stranger.list("tickets", (before, page) -> "/api/v1/tickets?offset=0&limit=1"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("401");
    }
  }

  private static Map<String, ?> ticket(String id) {
    return Map.of("id", id, "key", "k", "url", "u", "title", "t", "body", "b");
  }
}
