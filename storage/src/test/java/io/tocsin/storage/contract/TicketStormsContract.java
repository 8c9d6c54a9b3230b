package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketStorms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public abstract class TicketStormsContract extends TicketRowsContract {
  private static final int BUDGET = 7;

  @Test
  void T14_aTeamsTicketsOfAnHour_areTakenOnce_howeverManyAskForThem() {
    long taken = IntStream.range(0, 40).parallel().filter(i -> take("@fees", i, NOON)).count();

    assertThat(taken).isEqualTo(BUDGET);
    assertThat(take("@risk", 40, NOON)).isTrue();
    assertThat(take("@fees", 41, NOON.plusSeconds(3_600))).isTrue();
    assertThat(stores.ticketStorms().take(Samples.BROKER, "@fees", NOON, key(42), BUDGET)).isTrue();
  }

  @Test
  void T14_aTicketThatIsAskedForAgain_hasItsPlace_andTakesNoOther() {
    for (int i = 0; i < BUDGET; i++) {
      assertThat(take("@fees", i, NOON)).isTrue();
      assertThat(take("@fees", i, NOON)).isTrue();
    }
    assertThat(take("@fees", BUDGET, NOON)).isFalse();
    assertThat(take("@fees", BUDGET, NOON)).isFalse();
    assertThat(take("@fees", 0, NOON)).isTrue();
  }

  @Test
  void T14_whatIsGathered_isListedOnceInTheOrderOfItsNumbers() {
    Incident first = opened(1, NOON);
    Incident second = opened(2, NOON);
    TicketKey umbrella = TicketAct.umbrella(Samples.BANK, "@fees", NOON).key();
    gather(second, umbrella);
    gather(first, umbrella);
    gather(first, umbrella);

    assertThat(stores.ticketStorms().gathered(Samples.BANK, umbrella, 10))
        .extracting(TicketStorms.Gathered::incident)
        .containsExactly(first.id(), second.id());
    assertThat(stores.ticketStorms().gathered(Samples.BANK, umbrella, 1)).hasSize(1);
    assertThat(stores.ticketStorms().gathered(Samples.BROKER, umbrella, 10)).isEmpty();
  }

  @Test
  void T14_underAnUmbrella_waitThoseThatAreOpenWithoutATicketOfTheirOwn() {
    TicketKey umbrella = TicketAct.umbrella(Samples.BANK, "@fees", NOON).key();
    Incident filed = opened(1, NOON);
    Incident closed = opened(2, NOON);
    List.of(filed, closed, opened(3, NOON)).forEach(incident -> gather(incident, umbrella));
    assertThat(stores.ticketStorms().waiting(Samples.BANK, umbrella)).isEqualTo(3);
    assertThat(stores.ticketStorms().waiting(Samples.BROKER, umbrella)).isZero();

    ticketOf(filed);
    assertThat(stores.ticketStorms().waiting(Samples.BANK, umbrella)).isEqualTo(2);
    recorded(Samples.change(closed.closed()));
    assertThat(stores.ticketStorms().waiting(Samples.BANK, umbrella)).isOne();
  }

  @Test
  void T14_whatHadATicket_andIsToGetAnotherInItsPlace_waitsAsIfItHadNone() {
    TicketKey umbrella = TicketAct.umbrella(Samples.BANK, "@fees", NOON).key();
    Incident incident = opened(1, NOON);
    ticketOf(incident);
    gather(incident, umbrella);
    assertThat(stores.ticketStorms().waiting(Samples.BANK, umbrella)).isZero();

    TicketKey another = TicketAct.fileAnew(incident.ticketKey(), "TCK-1").key();
    Incident now = stores.incidents().find(Samples.BANK, incident.id()).orElseThrow();
    Incident replaced = recorded(Samples.change(now.withTicketKey(another)));
    assertThat(stores.ticketStorms().waiting(Samples.BANK, umbrella)).isOne();

    ticketOf(replaced);
    assertThat(stores.ticketStorms().waiting(Samples.BANK, umbrella)).isZero();
  }

  /** It is filed. */
  private void ticketOf(Incident incident) {
    TicketAct file = TicketAct.file(Objects.requireNonNull(incident.ticketKey()));
    tell(incident, new TicketIntent(file, NOON, "wanted"));
    TicketEntry row = claim("one", NOON).getFirst();
    stores.ticketLedger().advance(written(row, EffectState.CONFIRMED, NOON, null, "filed"));
  }

  @Test
  void sweep_forgetsWhatWasTakenAndGatheredLongAgo_andNotWhatIsNewOrWaitsStill() {
    TicketKey umbrella = TicketAct.umbrella(Samples.BANK, "@fees", NOON).key();
    Incident waiting = opened(1, NOON);
    Incident over = opened(2, NOON);
    gather(waiting, umbrella);
    gather(over, umbrella);
    recorded(Samples.change(over.closed()));
    IntStream.range(0, BUDGET).forEach(i -> take("@fees", i, NOON));
    clock.advance(Duration.ofDays(8));
    Instant now = clock.instant();
    IntStream.range(0, BUDGET).forEach(i -> take("@fees", i, now));

    stores.sweep();

    assertThat(stores.ticketStorms().gathered(Samples.BANK, umbrella, 10))
        .extracting(TicketStorms.Gathered::incident)
        .containsExactly(waiting.id());
    assertThat(take("@fees", BUDGET, NOON)).isTrue();
    assertThat(take("@fees", BUDGET, now)).isFalse();
  }

  private boolean take(String team, int ticket, Instant hour) {
    return stores.ticketStorms().take(Samples.BANK, team, hour, key(ticket), BUDGET);
  }

  private static TicketKey key(int ticket) {
    return TicketAct.umbrella(Samples.BANK, "ticket " + ticket, NOON).key();
  }

  private void gather(Incident incident, TicketKey umbrella) {
    stores.ticketStorms().gather(Samples.BANK, umbrella, incident.id(), incident.number(), NOON);
  }
}
