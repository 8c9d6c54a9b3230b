package io.tocsin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.web.preview.ConsolePreview;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.MemoryTickets;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewIncidents;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A ticket that was filed, and that somebody has deleted or hidden in the tracker. */
@SpringBootTest(
    classes = ConsolePreview.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class GoneTicketPageTest {
  private static final Instant NOW = Instant.now();

  @LocalServerPort private int port;
  @Autowired private MemoryIncidents incidents;
  @Autowired private MemoryTickets tickets;

  private TicketKey goneTicket(int number) {
    Incident incident = PreviewIncidents.open(PreviewData.SINGLE, number, NOW);
    incidents.put(incident, List.of());
    TicketKey key = Objects.requireNonNull(incident.ticketKey());
    Effect effect =
        new Effect(
            EffectState.CONFIRMED, 1, NOW, NOW, 1, null, null, NOW, "attempt 1 was answered");
    tickets.put(
        new TicketEntry(
            TicketAct.file(key),
            incident.tenant(),
            incident.id(),
            effect,
            "PAY-9708",
            "http://tracker.test/PAY-9708",
            null,
            null),
        null);
    return key;
  }

  @Test
  void page_ofATicketThatItsTrackerDoesNotShow_saysThatItWasFiled() {
    Http viewer = Http.signedIn(port, "viewer-single");
    TicketKey key = goneTicket(708);

    assertThat(viewer.get("/tickets/" + key).body())
        .contains("Filed as PAY-9708; the tracker does not show it now")
        .doesNotContain("Not filed yet");
    assertThat(viewer.get("/tickets/" + key, "Accept-Language", "zh-CN").body())
        .contains("已建为 PAY-9708，工单系统现在不显示它")
        .doesNotContain("尚未建单");
  }
}
