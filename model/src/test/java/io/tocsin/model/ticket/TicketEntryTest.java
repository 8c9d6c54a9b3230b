package io.tocsin.model.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TicketEntryTest {
  private static final TicketKey KEY = new TicketKey("tocsin-aaaaaaaaaaaaaaaaaaaaaaaaaa");
  private static final Effect INTENDED = Effect.intended(Instant.EPOCH, Instant.EPOCH, "wanted");
  private static final Ticket TICKET =
      new Ticket(
          "PAY-1",
          KEY,
          "http://tracker.test/PAY-1",
          Ticket.State.OPEN,
          "title",
          "",
          null,
          "dev-a",
          2,
          List.of(),
          Instant.EPOCH);

  private static TicketEntry confirmed(TicketAct act) {
    return new TicketEntry(
            act, new TenantId("bank"), new UUID(1, 2), INTENDED, null, null, null, null)
        .with(INTENDED.settled(EffectState.CONFIRMED, "answered"), TICKET);
  }

  @Test
  void whatOpensATicket_keepsToWhomTheTrackerGaveIt() {
    assertThat(confirmed(TicketAct.file(KEY)).givenTo()).isEqualTo("dev-a");
  }

  @Test
  void whatIsDoneToATicketLater_keepsNoAssignee() {
    TicketEntry closed = confirmed(TicketAct.on(KEY, TicketAct.Kind.CLOSE, "1", Map.of()));

    assertThat(closed.givenTo()).isNull();
    assertThat(closed.ticketId()).isEqualTo("PAY-1");
  }
}
