package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.OpenedIncident;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

public abstract class OpenedIncidentsContract extends RelationsContract {
  private static final Instant NOON = TestClock.NOON;

  @Test
  void incidents_areGivenFromTheFirstOpenedSinceThen_upToTheLimit() {
    opened(1, NOON.minusNanos(1));
    Incident second = opened(2, NOON.plusSeconds(2));
    Incident first = opened(3, NOON);

    assertThat(since(NOON, 10)).containsExactly(shortOf(first), shortOf(second));
    assertThat(since(NOON, 1)).containsExactly(shortOf(first));
    assertThat(since(NOON.plusSeconds(3), 10)).isEmpty();
  }

  @Test
  void incidents_thatAreClosed_orAnotherTenants_areNotNew() {
    recorded(Samples.change(opened(1, NOON).closed()));
    Incident acknowledged =
        recorded(
            Samples.change(
                IncidentCopy.of(opened(2, NOON)).state(Incident.State.ACKNOWLEDGED).make()));

    assertThat(since(NOON, 10)).containsExactly(shortOf(acknowledged));
    assertThat(stores.openedIncidents().openedSince(Samples.BROKER, NOON, 10)).isEmpty();
  }

  private List<OpenedIncident> since(Instant at, int limit) {
    return stores.openedIncidents().openedSince(Samples.BANK, at, limit);
  }

  private static OpenedIncident shortOf(Incident incident) {
    return new OpenedIncident(
        Samples.BANK, incident.id(), FaultFacts.Kind.EXCEPTION, incident.openedAt());
  }
}
