package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.TicketTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

public abstract class TicketTimesContract extends RelationsContract {
  private static final Instant NOON = TestClock.NOON;

  @Test
  void R7_times_areFromTheFirstSeen_toTheAnswer_theNewestFirst() {
    Incident one = opened(1, NOON);
    told(one, Kind.FIRST_SEEN, NOON.minusMillis(300));
    told(one, Kind.TICKET_FILED, NOON.plusMillis(200));
    Incident two = opened(2, NOON);
    told(two, Kind.FIRST_SEEN, NOON.minusMillis(100));
    told(two, Kind.TICKET_FILED, NOON.plusMillis(900));

    assertThat(stores.ticketTimes().filedSince(Samples.BANK, NOON, 10))
        .containsExactly(
            new TicketTime(
                two.name(),
                FaultFacts.Kind.EXCEPTION,
                NOON.minusMillis(100),
                NOON,
                NOON.plusMillis(900),
                false),
            new TicketTime(
                one.name(),
                FaultFacts.Kind.EXCEPTION,
                NOON.minusMillis(300),
                NOON,
                NOON.plusMillis(200),
                false));
    assertThat(stores.ticketTimes().filedSince(Samples.BANK, NOON, 1)).hasSize(1);
  }

  @Test
  void times_nameWhatWasKeptBack_beforeItsTicketAndNotAfter() {
    Incident before = opened(1, NOON);
    told(before, Kind.UNMUTED, NOON.plusSeconds(3_600));
    told(before, Kind.TICKET_FILED, NOON.plusSeconds(3_601));
    Incident after = opened(2, NOON);
    told(after, Kind.TICKET_FILED, NOON.plusMillis(300));
    told(after, Kind.MUTED, NOON.plusSeconds(60));

    assertThat(stores.ticketTimes().filedSince(Samples.BANK, NOON, 10))
        .extracting(TicketTime::incident, TicketTime::heldBack)
        .containsExactly(tuple(before.name(), true), tuple(after.name(), false));
  }

  @Test
  void times_ofATicketInPlaceOfOneThatIsGone_doNotCountFromTheFirstSeen() {
    Incident back = opened(1, NOON);
    told(back, Kind.TICKET_FILED, NOON.plusMillis(300));
    told(back, Kind.REOPENED, NOON.plusSeconds(3_600));
    told(back, Kind.TICKET_FILED, NOON.plusSeconds(3_601));

    assertThat(stores.ticketTimes().filedSince(Samples.BANK, NOON, 10))
        .extracting(TicketTime::heldBack)
        .containsExactly(true, false);
  }

  @Test
  void times_ofBeforeOrOfAnotherTenant_areNotThere() {
    told(opened(1, NOON), Kind.TICKET_FILED, NOON);

    assertThat(stores.ticketTimes().filedSince(Samples.BROKER, NOON.minusSeconds(60), 10))
        .isEmpty();
    assertThat(stores.ticketTimes().filedSince(Samples.BANK, NOON.plusSeconds(1), 10)).isEmpty();
  }

  private void told(Incident incident, Kind kind, Instant at) {
    Incident now = stores.incidents().find(incident.tenant(), incident.id()).orElseThrow();
    List<TimelineEvent> events = List.of(Samples.event(incident, kind, at));
    assertThat(
            stores
                .incidentJournal()
                .record(new IncidentChange(now, events, List.of(), Set.of(), Set.of(), 0, false)))
        .isPresent();
  }
}
