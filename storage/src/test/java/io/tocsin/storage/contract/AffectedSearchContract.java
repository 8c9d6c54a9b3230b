package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Affected;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

public abstract class AffectedSearchContract extends RelationsContract {
  @Test
  void affected_namesWhomTheIncidentTouched_inOrder_upToTheLimit() {
    Incident incident = incident(Set.of("acct_b", "acct_a", "acct_c"), Set.of("T2", "T1"));

    assertThat(stores.affected().affected(Samples.BANK, incident.id(), 2))
        .isEqualTo(new Affected(List.of("acct_a", "acct_b"), List.of("T1", "T2")));
  }

  @Test
  void affected_ofAnotherTenantOrOfNoIncident_namesNobody() {
    Incident incident = incident(Set.of("acct_a"), Set.of("T1"));

    assertThat(stores.affected().affected(Samples.BROKER, incident.id(), 10))
        .isEqualTo(Affected.NOBODY);
    assertThat(stores.affected().affected(Samples.BANK, new UUID(1, 2), 10))
        .isEqualTo(Affected.NOBODY);
  }

  private Incident incident(Set<String> accounts, Set<String> tenantCodes) {
    FaultRef fault =
        stores.incidentJournal().fault(Samples.BANK, Samples.fingerprint(1), TestClock.NOON);
    IncidentChange opened = Samples.change(Samples.incident(fault, 1, TestClock.NOON));
    return stores
        .incidentJournal()
        .record(
            new IncidentChange(
                opened.after(), opened.events(), opened.handled(), accounts, tenantCodes, 3, false))
        .orElseThrow();
  }
}
