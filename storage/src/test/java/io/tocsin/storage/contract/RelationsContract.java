package io.tocsin.storage.contract;

import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of the relational ports have in common: an empty database and a clock. */
public abstract class RelationsContract {
  protected final TestClock clock = new TestClock();
  protected Relations stores;

  /**
   * @param folder empty, for an embedded database
   */
  protected abstract Relations open(Path folder, TestClock clock);

  @BeforeEach
  void openStores(@TempDir Path folder) {
    stores = open(folder, clock);
  }

  @AfterEach
  void closeStores() {
    stores.close();
  }

  /** An incident of the bank that is open; its fault has no other. */
  protected Incident opened(int fingerprint, Instant at) {
    FaultRef fault =
        stores.incidentJournal().fault(Samples.BANK, Samples.fingerprint(fingerprint), at);
    return recorded(
        Samples.change(
            Samples.incident(fault, stores.incidentJournal().nextNumber(Samples.BANK), at)));
  }

  /** As it stands once it is written, which must be possible. */
  protected Incident recorded(IncidentChange change) {
    return stores.incidentJournal().record(change).orElseThrow();
  }
}
