package io.tocsin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.preview.MemoryAudit;
import io.tocsin.web.preview.MemoryTickets;
import io.tocsin.web.tickets.TicketDecisions;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class DeadLettersApiTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final TenantId BANK = new TenantId("bank");
  private static final Viewer WANG = new Viewer("wang", BANK, Role.RESPONDER);
  private static final TicketKey KEY = new TicketKey("tocsin-" + "a".repeat(26));
  private final MemoryTickets tickets = new MemoryTickets();
  private final MemoryAudit audit = new MemoryAudit(() -> NOON);
  private final DeadLettersApi api =
      new DeadLettersApi(tickets, new TicketDecisions(tickets, audit, () -> NOON));

  private void refused() {
    tickets.put(
        new TicketEntry(
            TicketAct.file(KEY),
            BANK,
            new UUID(1, 2),
            new Effect(
                EffectState.REFUSED, 1, NOON, NOON, 3, null, null, NOON, "HTTP 400: summary"),
            null,
            null,
            null,
            null),
        null);
  }

  @Test
  void list_tellsWhyTheTrackerRefused() {
    refused();

    assertThat(api.list(WANG, 0, 10).items())
        .singleElement()
        .satisfies(item -> assertThat(item).containsEntry("because", "HTTP 400: summary"));
  }

  @Test
  void replay_makesItDue_andIsInTheJournalWithThePersonsReason() {
    refused();

    api.replay(WANG, KEY.label(), new DeadLettersApi.Replay("the field is there now"));

    TicketEntry again = tickets.find(BANK, KEY).orElseThrow();
    assertThat(again.state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(again.because()).isEqualTo("sent again by wang: the field is there now");
    assertThat(audit.search(BANK, "ticket.replay", 0, 10).items())
        .singleElement()
        .satisfies(entry -> assertThat(entry.what().actor()).isEqualTo("wang"));
  }

  @Test
  void replay_withoutAReason_orOfWhatIsNotRefused_isRefused() {
    Assertions.assertThatThrownBy(
            () -> api.replay(WANG, KEY.label(), new DeadLettersApi.Replay(" ")))
        .isInstanceOf(IllegalArgumentException.class);
    Assertions.assertThatThrownBy(
            () -> api.replay(WANG, KEY.label(), new DeadLettersApi.Replay("why")))
        .isInstanceOf(NotHereException.class);
  }
}
