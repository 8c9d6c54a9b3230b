package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people find in the ledger. */
public abstract class TicketDeskContract extends TicketRowsContract {
  private static final Instant LATER = NOON.plus(Duration.ofHours(1));

  @Test
  void tickets_areFoundByTheirState() {
    TicketKey filed = ticket(1, EffectState.CONFIRMED);
    TicketKey refused = ticket(2, EffectState.REFUSED);
    TicketKey waiting = keyOf(intend(3));

    assertThat(found()).containsExactlyInAnyOrder(filed, refused, waiting);
    assertThat(found(EffectState.CONFIRMED)).containsExactly(filed);
    assertThat(found(EffectState.REFUSED)).containsExactly(refused);
    assertThat(found(EffectState.INTENT, EffectState.SENT, EffectState.UNKNOWN))
        .containsExactly(waiting);
  }

  @Test
  void tickets_onWhichSomethingWasRefusedLater_areAmongTheRefused_untilItIsSentAgain() {
    TicketKey ticket = ticket(1, EffectState.CONFIRMED);
    ticket(2, EffectState.CONFIRMED);
    TicketEntry closing = act(ticket, TicketAct.Kind.CLOSE, "1", EffectState.REFUSED);
    act(ticket, TicketAct.Kind.EVIDENCE, "", EffectState.REFUSED);

    assertThat(found(EffectState.REFUSED)).containsExactly(ticket);
    assertThat(stores.ticketDesk().refusedLater(Samples.BANK, Set.copyOf(found())))
        .isEqualTo(Map.of(ticket, 2L));

    stores.deadLetters().replay(Samples.BANK, closing.key(), "by wang", LATER);

    assertThat(stores.ticketDesk().refusedLater(Samples.BANK, Set.of(ticket)))
        .isEqualTo(Map.of(ticket, 1L));
    assertThat(stores.ticketDesk().refusedLater(Samples.BANK, Set.of())).isEmpty();
  }

  @Test
  void later_listsWhatWasToBeDoneToOneTicket_refusedFirst_thenTheNewest() {
    TicketKey ticket = ticket(1, EffectState.CONFIRMED);
    TicketKey other = ticket(2, EffectState.CONFIRMED);
    TicketEntry refused = act(ticket, TicketAct.Kind.CLOSE, "1", EffectState.REFUSED);
    clock.advance(Duration.ofMinutes(1));
    TicketEntry done = act(ticket, TicketAct.Kind.RECURRENCE, "1", EffectState.CONFIRMED);
    clock.advance(Duration.ofMinutes(1));
    TicketEntry newest = act(ticket, TicketAct.Kind.RECURRENCE, "2", EffectState.CONFIRMED);
    act(other, TicketAct.Kind.CLOSE, "1", EffectState.REFUSED);

    assertThat(stores.ticketDesk().later(Samples.BANK, ticket, 0, 10).items())
        .containsExactly(refused, newest, done);
    Page<TicketEntry> second = stores.ticketDesk().later(Samples.BANK, ticket, 1, 1);
    assertThat(second.items()).containsExactly(newest);
    assertThat(second.total()).isEqualTo(3);
  }

  @Test
  void otherTenants_findNothing() {
    TicketKey ticket = ticket(1, EffectState.REFUSED);
    act(ticket, TicketAct.Kind.CLOSE, "1", EffectState.REFUSED);

    assertThat(
            stores.ticketDesk().tickets(Samples.BROKER, Set.of(EffectState.REFUSED), 0, 10).items())
        .isEmpty();
    assertThat(stores.ticketDesk().refusedLater(Samples.BROKER, Set.of(ticket))).isEmpty();
    assertThat(stores.ticketDesk().later(Samples.BROKER, ticket, 0, 10).items()).isEmpty();
  }

  private List<TicketKey> found(EffectState... states) {
    return stores.ticketDesk().tickets(Samples.BANK, Set.of(states), 0, 10).items().stream()
        .map(TicketEntry::key)
        .toList();
  }

  private static TicketKey keyOf(Incident incident) {
    return Objects.requireNonNull(incident.ticketKey());
  }

  /** One that came to this. */
  private TicketKey ticket(int fingerprint, EffectState state) {
    TicketKey key = keyOf(intend(fingerprint));
    settle(key, state);
    return key;
  }

  /** Something that was to be done to it and came to this. */
  private TicketEntry act(TicketKey ticket, TicketAct.Kind kind, String which, EffectState state) {
    TicketAct act = TicketAct.on(ticket, kind, which, Map.of());
    TicketEntry opening = stores.ticketLedger().find(Samples.BANK, ticket).orElseThrow();
    Incident incident = stores.incidents().find(Samples.BANK, opening.incident()).orElseThrow();
    tell(incident, new TicketIntent(act, NOON, "to be done"));
    return settle(act.key(), state);
  }

  private TicketEntry settle(TicketKey key, EffectState state) {
    TicketEntry row =
        claim("one", LATER).stream().filter(r -> r.key().equals(key)).findAny().orElseThrow();
    stores.ticketLedger().advance(written(row, state, NOON, null, "said so"));
    return stores.ticketLedger().find(Samples.BANK, key).orElseThrow();
  }
}
