package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketIntent;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which rows of the ledger are given to whom, and when. */
public abstract class TicketClaimContract extends TicketRowsContract {
  @Test
  void claim_givesARowThatIsDue_withAHigherFence() {
    Incident incident = intend(1);

    List<TicketEntry> claimed = claim("one", NOON);

    assertThat(claimed).hasSize(1);
    TicketEntry entry = claimed.getFirst();
    assertThat(entry.key()).isEqualTo(incident.ticketKey());
    assertThat(entry.holder()).isEqualTo("one");
    assertThat(entry.fence()).isEqualTo(1);
    assertThat(entry.leaseUntil()).isEqualTo(NOON.plus(LEASE));
    assertThat(stores.ticketLedger().find(Samples.BANK, entry.key())).contains(entry);
  }

  @Test
  void claim_beforeItIsDue_givesNothing() {
    intend(1);

    assertThat(claim("one", NOON.minusNanos(1))).isEmpty();
  }

  @Test
  void claim_ofAHeldRow_givesNothing_untilTheLeaseEnded() {
    intend(1);
    claim("one", NOON);

    assertThat(claim("two", NOON.plus(LEASE).minusNanos(1))).isEmpty();
    assertThat(claim("two", NOON.plus(LEASE)))
        .singleElement()
        .satisfies(taken -> {
          assertThat(taken.holder()).isEqualTo("two");
          assertThat(taken.fence()).isEqualTo(2);
        });
  }

  @Test
  void claim_ofManyRows_givesTheLongestDueFirst_upToItsLimit() {
    intend(1);
    intend(2);
    TicketEntry later = claim("one", NOON).getFirst();
    stores.ticketLedger().advance(written(later, EffectState.SENT, NOON, "one", "sending"));
    stores
        .ticketLedger()
        .advance(written(later, EffectState.UNKNOWN, NOON.plusSeconds(5), null, "no answer"));
    Instant muchLater = NOON.plus(LEASE).plusSeconds(60);

    List<TicketEntry> claimed = stores.ticketLedger().claim(ALL, "two", muchLater, LEASE, 1);

    assertThat(claimed).hasSize(1).extracting(TicketEntry::key).doesNotContain(later.key());
    assertThat(claim("two", muchLater)).extracting(TicketEntry::key).containsExactly(later.key());
  }

  @Test
  void claim_ofSomeKinds_givesNoOthers_thoughTheyWaitedLonger() {
    Incident incident = intend(1);
    stores
        .ticketLedger()
        .advance(written(claim("one", NOON).getFirst(), EffectState.CONFIRMED, NOON, null, "done"));
    TicketIntent comment = comment(incident, NOON.minusSeconds(1));
    tell(incident, comment);
    Incident other = intend(2);

    assertThat(stores.ticketLedger().claim(TicketAct.Kind.OPENING, "one", NOON, LEASE, 1))
        .extracting(TicketEntry::key)
        .containsExactly(other.ticketKey());
    assertThat(stores.ticketLedger().claim(TicketAct.Kind.LATER, "one", NOON, LEASE, 1))
        .extracting(TicketEntry::act)
        .containsExactly(comment.act());
  }

  @Test
  void claim_byTwoHoldersAtOnce_givesEachRowToOne() {
    IntStream.rangeClosed(1, 40).forEach(this::intend);

    List<TicketEntry> all =
        Stream.of("one", "two", "three", "four")
            .parallel()
            .flatMap(holder -> stores.ticketLedger().claim(ALL, holder, NOON, LEASE, 15).stream())
            .toList();

    assertThat(all).hasSize(40).extracting(TicketEntry::key).doesNotHaveDuplicates();
  }
}
