package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of rows; who is given them, {@link TicketClaimContract} says. */
public abstract class TicketLedgerContract extends TicketRowsContract {
  @Test
  void T06_advance_afterTheLeaseWasTakenOver_writesNothing() {
    intend(1);
    TicketEntry first = claim("one", NOON).getFirst();
    TicketEntry second = claim("two", NOON.plus(LEASE)).getFirst();

    assertThat(
            stores.ticketLedger().advance(written(first, EffectState.SENT, NOON, "one", "sending")))
        .isFalse();
    assertThat(stores.ticketLedger().find(Samples.BANK, first.key())).contains(second);
    assertThat(
            stores
                .ticketLedger()
                .advance(written(second, EffectState.SENT, NOON, "two", "sending")))
        .isTrue();
  }

  @Test
  void T07_aSenderThatWasCutOff_writesNothingOverWhatTheNextHolderDid_alsoWhenAllIsSettled() {
    intend(1);
    intend(2);
    List<TicketEntry> cutOff = claim("one", NOON);
    cutOff.forEach(row -> assertThat(advance(row, EffectState.SENT, "one")).isTrue());

    List<TicketEntry> takenOver = claim("two", NOON.plus(LEASE));

    assertThat(takenOver)
        .extracting(TicketEntry::key)
        .containsExactlyInAnyOrderElementsOf(cutOff.stream().map(TicketEntry::key).toList());
    TicketEntry next = takenOver.getFirst();
    assertThat(advance(next, EffectState.CONFIRMED, null)).isTrue();
    for (TicketEntry row : cutOff) {
      TicketEntry before = stores.ticketLedger().find(Samples.BANK, row.key()).orElseThrow();
      assertThat(advance(row, EffectState.CONFIRMED, null)).isFalse();
      assertThat(advance(row, EffectState.REFUSED, null)).isFalse();
      assertThat(advance(row, EffectState.INTENT, null)).isFalse();
      assertThat(stores.ticketLedger().find(Samples.BANK, row.key())).contains(before);
    }
    assertThat(advance(takenOver.getLast(), EffectState.UNKNOWN, null)).isTrue();
    assertThat(claim("one", NOON.plus(LEASE)))
        .singleElement()
        .satisfies(row -> assertThat(row.fence()).isEqualTo(takenOver.getLast().fence() + 1))
        .satisfies(row -> assertThat(row.holder()).isEqualTo("one"));
  }

  /** As who has been given the row writes what it did; without a holder the lease is given up. */
  private boolean advance(TicketEntry held, EffectState state, @Nullable String holder) {
    return stores.ticketLedger().advance(written(held, state, NOON, holder, "as " + state));
  }

  @Test
  void T06_rowThatWasSentBeforeAKill_isGivenToTheNextAsSent() {
    intend(1);
    TicketEntry sending =
        written(claim("one", NOON).getFirst(), EffectState.SENT, NOON, "one", "sending");
    stores.ticketLedger().advance(sending);

    TicketEntry takenOver = claim("two", NOON.plus(LEASE)).getFirst();

    assertThat(takenOver.state()).isEqualTo(EffectState.SENT);
    assertThat(takenOver.attempts()).isEqualTo(1);
    assertThat(takenOver.sentAt()).isEqualTo(NOON);
  }

  @Test
  void advance_toConfirmed_keepsTheTicketAndSettlesTheRow() {
    intend(1);
    TicketEntry held = claim("one", NOON).getFirst();
    TicketEntry confirmed =
        held.with(
            held.effect().sent(NOON).settled(EffectState.CONFIRMED, "created"),
            new Ticket(
                "PAY-1",
                held.key(),
                "http://tracker.test/PAY-1",
                Ticket.State.OPEN,
                "title",
                "",
                null,
                "dev-lead",
                2,
                List.of(),
                NOON));

    assertThat(stores.ticketLedger().advance(confirmed)).isTrue();

    assertThat(stores.ticketLedger().find(Samples.BANK, held.key())).contains(confirmed);
    assertThat(confirmed.givenTo()).isEqualTo("dev-lead");
    assertThat(claim("two", NOON.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void advance_thatGivesTheLeaseUp_freesTheRowForItsNextTime() {
    intend(1);
    TicketEntry held = claim("one", NOON).getFirst();
    stores
        .ticketLedger()
        .advance(written(held, EffectState.INTENT, NOON.plusSeconds(2), null, "tracker says 429"));

    assertThat(claim("two", NOON.plusSeconds(1))).isEmpty();
    assertThat(claim("two", NOON.plusSeconds(2)))
        .singleElement()
        .satisfies(taken -> assertThat(taken.because()).isEqualTo("tracker says 429"));
  }

  @Test
  void find_ofSeveralKeys_givesThoseOfTheTenantThatAreThere() {
    Incident one = intend(1);
    Incident two = intend(2);
    intend(3);
    TicketKey ofNobody = comment(one, NOON).act().key();
    Set<TicketKey> keys = Set.of(one.ticketKey(), two.ticketKey(), ofNobody);

    assertThat(stores.ticketLedger().find(Samples.BANK, keys))
        .containsOnlyKeys(one.ticketKey(), two.ticketKey())
        .hasEntrySatisfying(
            one.ticketKey(),
            row ->
                assertThat(stores.ticketLedger().find(Samples.BANK, one.ticketKey()))
                    .contains(row));
    assertThat(stores.ticketLedger().find(Samples.BROKER, keys)).isEmpty();
    assertThat(stores.ticketLedger().find(Samples.BANK, Set.of())).isEmpty();
  }

  @Test
  void entries_areOfOneTenant() {
    Incident incident = intend(1);

    assertThat(stores.ticketLedger().entries(Samples.BANK, 0, 10).total()).isEqualTo(1);
    assertThat(stores.ticketLedger().entries(Samples.BROKER, 0, 10).items()).isEmpty();
    assertThat(stores.ticketLedger().find(Samples.BROKER, incident.ticketKey())).isEmpty();
  }

  @Test
  void T06_anAct_entersOnceWithItsIncident_andWaitsForWhatIsDueBeforeItOnItsTicket() {
    Incident incident = intend(1);
    Incident other = intend(2);
    TicketIntent comment = comment(incident, NOON.plusSeconds(1));
    tell(incident, comment);
    tell(incident, comment);
    Instant later = NOON.plusSeconds(10);

    List<TicketEntry> first = claim("one", later);
    assertThat(first)
        .extracting(TicketEntry::key)
        .containsExactlyInAnyOrder(incident.ticketKey(), other.ticketKey());

    TicketEntry ticket =
        first.stream()
            .filter(row -> row.key().equals(incident.ticketKey()))
            .findAny()
            .orElseThrow();
    stores.ticketLedger().advance(written(ticket, EffectState.CONFIRMED, NOON, null, "done"));
    assertThat(claim("one", later))
        .singleElement()
        .satisfies(row -> assertThat(row.act()).isEqualTo(comment.act()))
        .satisfies(row -> assertThat(row.because()).isEqualTo("seen again"))
        .satisfies(row -> assertThat(row.incident()).isEqualTo(incident.id()));
    assertThat(stores.ticketLedger().entries(Samples.BANK, 0, 10).total()).isEqualTo(2);
  }

  @Test
  void T14_aTicketThatIsWantedAfterAll_isDueNow_alsoAfterNotNow_andSoIsWhatWaitsForIt() {
    Incident incident = intend(1);
    Instant hourLater = NOON.plus(Duration.ofHours(1));
    TicketEntry row = claim("one", NOON).getFirst();
    stores.ticketLedger().advance(written(row, EffectState.SENT, NOON, "one", "sending"));
    stores.ticketLedger().advance(written(row, EffectState.INTENT, hourLater, null, "HTTP 429"));
    tell(incident, comment(incident, hourLater));
    assertThat(claim("one", NOON.plusSeconds(5))).isEmpty();

    Incident now = stores.incidents().find(Samples.BANK, incident.id()).orElseThrow();
    IncidentChange wanted =
        new IncidentChange(now, List.of(), List.of(), Set.of(), Set.of(), 0, true);
    stores.incidentJournal().record(wanted).orElseThrow();

    TicketEntry again = claim("one", NOON.plusSeconds(5)).getFirst();
    assertThat(again.key()).isEqualTo(incident.ticketKey());
    settle(again);
    assertThat(claim("one", NOON.plusSeconds(6))).hasSize(1);
  }

  @Test
  void note_keepsHowATicketWasSeen_throughWhatIsWrittenLater() {
    Incident incident = intend(1);
    TicketEntry held = claim("one", NOON).getFirst();
    TicketReading reading = new TicketReading(Ticket.State.WONT_FIX, "Wang", NOON);

    assertThat(stores.ticketReadings().note(Samples.BANK, incident.ticketKey(), reading)).isTrue();
    assertThat(stores.ticketReadings().note(Samples.BROKER, incident.ticketKey(), reading))
        .isFalse();
    stores.ticketLedger().advance(written(held, EffectState.CONFIRMED, NOON, null, "done"));

    assertThat(stores.ticketLedger().find(Samples.BANK, incident.ticketKey()).orElseThrow())
        .extracting(TicketEntry::reading)
        .isEqualTo(reading);
  }

  @Test
  void sweep_forgetsActsThatWereDoneLongAgo_andNoTicket() {
    Incident incident = intend(1);
    tell(incident, comment(incident, NOON));
    claim("one", NOON).forEach(row -> settle(row));
    claim("one", NOON).forEach(row -> settle(row));
    clock.advance(Duration.ofDays(8));

    stores.sweep();

    assertThat(stores.ticketLedger().find(Samples.BANK, incident.ticketKey())).isPresent();
    assertThat(stores.ticketLedger().find(Samples.BANK, comment(incident, NOON).act().key()))
        .isEmpty();
  }

  private void settle(TicketEntry row) {
    stores.ticketLedger().advance(written(row, EffectState.CONFIRMED, NOON, null, "done"));
  }

  @Test
  void replay_ofARefusedRow_makesItDueAndLooksFirst() {
    intend(1);
    TicketEntry held = claim("one", NOON).getFirst();
    stores.ticketLedger().advance(written(held, EffectState.REFUSED, NOON, null, "no such field"));
    assertThat(stores.deadLetters().refused(Samples.BANK, 0, 10).items())
        .singleElement()
        .satisfies(refused -> assertThat(refused.because()).isEqualTo("no such field"));

    Instant later = NOON.plus(Duration.ofDays(1));
    assertThat(stores.deadLetters().replay(Samples.BANK, held.key(), "by wang", later)).isPresent();

    TicketEntry again = claim("two", later).getFirst();
    assertThat(again.state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(again.because()).isEqualTo("by wang");
    assertThat(stores.deadLetters().refused(Samples.BANK, 0, 10).items()).isEmpty();
    assertThat(
            stores.ticketLedger().advance(written(held, EffectState.REFUSED, NOON, null, "late")))
        .isFalse();
  }

  @Test
  void replay_countsAttemptsAnew_andWhatWasNeverSentStaysSo() {
    intend(1);
    intend(2);
    List<TicketEntry> held = claim("one", NOON);
    TicketEntry sent = held.getFirst();
    TicketEntry never = held.getLast();
    Effect often = sent.effect();
    for (int i = 0; i < 40; i++) {
      often = often.sent(NOON).later(EffectState.UNKNOWN, NOON, "no answer");
    }
    stores.ticketLedger().advance(sent.with(often.settled(EffectState.REFUSED, "given up")));
    stores.ticketLedger().advance(never.with(never.effect().settled(EffectState.REFUSED, "no")));

    assertThat(stores.deadLetters().replay(Samples.BANK, sent.key(), "by dev-a", NOON))
        .hasValueSatisfying(row -> assertThat(row.attempts()).isOne())
        .hasValueSatisfying(row -> assertThat(row.state()).isEqualTo(EffectState.UNKNOWN));
    assertThat(stores.deadLetters().replay(Samples.BANK, never.key(), "by dev-a", NOON))
        .hasValueSatisfying(row -> assertThat(row.isNotSentYet()).isTrue());
  }

  @Test
  void replay_ofWhatWasNotRefused_orIsAnothersTenant_writesNothing() {
    intend(1);
    TicketEntry held = claim("one", NOON).getFirst();
    assertThat(stores.deadLetters().replay(Samples.BANK, held.key(), "why", NOON)).isEmpty();
    stores.ticketLedger().advance(written(held, EffectState.REFUSED, NOON, null, "no"));

    assertThat(stores.deadLetters().replay(Samples.BROKER, held.key(), "why", NOON)).isEmpty();
  }
}
