package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.readback.ReadBack;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody deletes a ticket, its fault comes back, and another takes its place. */
class ReplacedTicketTest {
  private final Bank bank = new Bank();
  private final ReadBack readBack = BankReadBack.of(bank, Duration.ZERO);

  @BeforeEach
  void aTicketWasFiled_andItsFaultIsOver() {
    bank.faults(0, 1);
    settle();
    bank.over(bank.onlyIncident());
    settle();
    bank.clock.pass(Duration.ofHours(1));
  }

  private void settle() {
    bank.runUntilSettled("bot-1", bank.filing());
  }

  private void look() {
    bank.clock.pass(Duration.ofMinutes(1));
    readBack.look();
  }

  private TicketEntry reopening() {
    return bank.house.ledger().rows().stream()
        .filter(row -> row.act().kind() == TicketAct.Kind.REOPEN)
        .findFirst()
        .orElseThrow();
  }

  private void sentAgain(TicketEntry refused) {
    bank.house.ledger().replay(refused, bank.clock.instant());
    settle();
  }

  private void closedAsDone(String ticket) {
    bank.tracker.store.change(
        ticket,
        new TicketChange(null, Ticket.State.DONE, null, null, null),
        "dev-a",
        bank.clock.instant());
  }

  @Test
  void T10_whereTheReopeningWasRefusedBefore_anotherIsFiledAllTheSame() {
    bank.tracker.failNextChange(Outcome.REFUSED);
    bank.happensAgain("1.4.0");
    settle();
    assertThat(reopening().state()).isEqualTo(EffectState.REFUSED);
    bank.tracker.store.forget("TCK-1");

    sentAgain(reopening());

    assertThat(bank.tracker.oldestFirst())
        .singleElement()
        .satisfies(another -> assertThat(another.state()).isEqualTo(Ticket.State.OPEN))
        .satisfies(another -> assertThat(another.key()).isEqualTo(bank.onlyIncident().ticketKey()));
    assertThat(bank.house.told(bank.onlyIncident()))
        .containsSubsequence(Kind.TICKET_REFUSED, Kind.TICKET_REFUSED, Kind.TICKET_FILED);
  }

  @Test
  void T10_theReopeningOfATicketThatWasReplaced_sentAgain_changesNothing() {
    bank.tracker.store.forget("TCK-1");
    bank.happensAgain("1.4.0");
    settle();
    Incident replaced = bank.onlyIncident();

    sentAgain(reopening());

    assertThat(bank.onlyIncident()).isEqualTo(replaced);
    assertThat(bank.tracker.count()).isOne();
  }

  @Test
  void theTicketInItsPlace_getsTheEvidenceFiles() {
    bank.evidence.keep(
        Samples.TENANT,
        bank.onlyIncident().id(),
        List.of(new EvidenceFile("trace.json", "text/plain", new byte[] {1})),
        bank.clock.instant());
    bank.tracker.store.forget("TCK-1");

    bank.happensAgain("1.4.0");
    settle();

    assertThat(bank.tracker.files.names("TCK-2")).hasSize(1);
  }

  @Test
  void theReplacedTicket_isReadWhenItIsThereAgain_andSaysNothingOfTheIncident() {
    bank.happensAgain("1.4.0");
    settle();
    look();
    TicketThread open = bank.tracker.store.read("TCK-1").orElseThrow();
    closedAsDone("TCK-1");
    look();
    bank.tracker.store.forget("TCK-1");
    bank.clock.pass(Duration.ofHours(1));
    bank.happensAgain("2.0");
    settle();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
    bank.tracker.store.restore(open, bank.clock.instant());
    look();

    closedAsDone("TCK-1");
    look();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
    assertThat(bank.onlyRow().reading())
        .satisfies(reading -> assertThat(reading.state()).isEqualTo(Ticket.State.DONE));

    closedAsDone("TCK-2");
    look();
    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void T14_beyondTheBudget_theTicketInItsPlaceWaitsUnderTheUmbrella_whichStaysOpen() {
    bank.storm = new StormConfig(1, Duration.ofMinutes(5));
    bank.faults(1, 2);
    pass(Duration.ZERO);
    bank.tracker.store.forget("TCK-1");
    bank.happensAgain("1.4.0");
    pass(Duration.ofSeconds(1));

    pass(Duration.ofHours(3));

    assertThat(bank.onlyIncident().state()).isEqualTo(Incident.State.OPEN);
    assertThat(bank.tracker.oldestFirst())
        .filteredOn(ticket -> ticket.labels().contains("storm"))
        .extracting(Ticket::state)
        .containsExactly(Ticket.State.OPEN);
  }

  private void pass(Duration time) {
    bank.clock.pass(time);
    for (int i = 0; i < 50; i++) {
      bank.step("bot-1", bank.filing());
    }
  }
}
