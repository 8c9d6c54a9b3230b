package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.MemoryTickets;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewIncidents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What becomes of an incident that stands under an umbrella ticket, on its page. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UmbrellaPageTest {
  private static final Instant NOW = Instant.now();
  private static final TicketAct UMBRELLA =
      TicketAct.umbrella(PreviewData.SINGLE, "@payments", NOW);

  @LocalServerPort private int port;
  @Autowired private MemoryIncidents incidents;
  @Autowired private MemoryTickets tickets;
  private Http responder;
  private Http viewer;

  @BeforeAll
  void aStorm() {
    responder = Http.signedIn(port, "responder-single");
    viewer = Http.signedIn(port, "viewer-single");
    Incident incident = PreviewIncidents.open(PreviewData.SINGLE, 801, NOW);
    incidents.put(
        incident,
        List.of(
            new TimelineEvent(
                new UUID(8, 1),
                incident.id(),
                NOW,
                TimelineEvent.Kind.GATHERED,
                TimelineEvent.TOCSIN,
                Map.of("umbrella", UMBRELLA.key().label(), "team", "@payments"),
                "more faults at once than its team has tickets for in one hour")));
    tickets.put(
        row(
            TicketAct.file(Objects.requireNonNull(incident.ticketKey())),
            incident,
            EffectState.INTENT,
            0,
            null,
            "@payments had the 20 tickets of this hour: it is named in an umbrella ticket"),
        null);
    tickets.put(
        row(UMBRELLA, incident, EffectState.CONFIRMED, 1, "PAY-77", "attempt 1 was answered"),
        null);
  }

  private static TicketEntry row(
      TicketAct act,
      Incident incident,
      EffectState state,
      int attempts,
      @Nullable String id,
      String why) {
    return new TicketEntry(
        act,
        incident.tenant(),
        incident.id(),
        new Effect(state, attempts, NOW, NOW.plus(Duration.ofHours(1)), 1, null, null, null, why),
        id,
        null,
        null,
        null);
  }

  @Test
  void T14_page_namesTheUmbrella_andSaysWhy_inBothLanguages() {
    assertThat(responder.get("/incidents/TOC-801").body())
        .contains("put it under an umbrella ticket", "Named in the umbrella ticket", "PAY-77")
        .contains("@payments had the 20 tickets of this hour", "File its own ticket now");
    assertThat(responder.get("/incidents/TOC-801", "Accept-Language", "zh-CN").body())
        .contains("将其列入汇总工单", "列于汇总工单", "PAY-77")
        .contains("@payments 已用完本小时的 20 张工单", "立即单独建工单");
    assertThat(viewer.get("/incidents/TOC-801").body())
        .contains("PAY-77")
        .doesNotContain("File its own ticket now");
  }

  @Test
  void T14_ticketsPage_saysWhoseUmbrellaItIs_andNamesNoIncidentForIt() {
    assertThat(responder.get("/tickets?size=200").body())
        .contains("Umbrella of many incidents for @payments");
    assertThat(responder.get("/tickets", "Accept-Language", "zh-CN").body())
        .contains("多个事件的汇总工单（@payments）");
  }

  @Test
  void T14_file_asksForATicketOfItsOwn_onceItIsWanted() {
    assertThat(
            responder.submit("/incidents/TOC-801/file", Map.of()).headers().firstValue("Location"))
        .get()
        .asString()
        .endsWith("/incidents/TOC-801");
    assertThat(responder.get("/incidents/TOC-801").body())
        .contains("wanted a ticket of its own at once");
    assertThat(viewer.submit("/incidents/TOC-801/file", Map.of()).statusCode()).isEqualTo(403);
  }
}
