package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.readback.ReadBack;
import io.tocsin.model.Uuid7;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.TimelineEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More incidents than one page of the store holds. */
class QuietIncidentsTest {
  private static final Duration QUIET = Duration.ofDays(7);

  private final Bank bank = new Bank();
  private final ReadBack readBack = BankReadBack.of(bank, QUIET);

  private void assign(Incident incident) {
    TimelineEvent event =
        new TimelineEvent(
            Uuid7.next(bank.clock),
            incident.id(),
            bank.clock.instant(),
            TimelineEvent.Kind.ASSIGNED,
            "somebody",
            Map.of("person", "Wang"),
            "decided in the console");
    bank.house
        .record(IncidentChange.told(incident.in(incident.state(), "Wang"), event, List.of()))
        .orElseThrow();
  }

  private List<Incident> closed() {
    return bank.house.all().stream().filter(i -> i.state() == Incident.State.CLOSED).toList();
  }

  @Test
  void incidentsThatSomebodyHasTaken_doNotHideTheQuietOnesBehindThem() {
    bank.faults(0, 500);
    bank.house.all().subList(0, 450).forEach(this::assign);
    bank.clock.pass(QUIET);
    bank.happensAgain(499);
    bank.clock.pass(Duration.ofMinutes(1));

    readBack.look();

    assertThat(closed())
        .extracting(Incident::number)
        .containsExactlyElementsOf(
            bank.house.all().subList(450, 499).stream().map(Incident::number).toList());
  }

  @Test
  void aLookClosesAPageful_andTheNextOnesTheRest() {
    bank.faults(0, 450);
    bank.clock.pass(QUIET.plusMinutes(1));

    readBack.look();
    assertThat(closed()).hasSize(200);
    assertThat(closed().getLast().number()).isEqualTo(200);
    readBack.look();
    readBack.look();
    assertThat(closed()).hasSize(450);
  }
}
