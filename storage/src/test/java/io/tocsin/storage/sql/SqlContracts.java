package io.tocsin.storage.sql;

import io.tocsin.model.effect.EffectLedger;
import io.tocsin.storage.contract.AffectedSearchContract;
import io.tocsin.storage.contract.AlertStoreContract;
import io.tocsin.storage.contract.AuditJournalContract;
import io.tocsin.storage.contract.DeliveryLedgerContract;
import io.tocsin.storage.contract.EffectLedgerContract;
import io.tocsin.storage.contract.EvidenceFilesContract;
import io.tocsin.storage.contract.IncidentJournalContract;
import io.tocsin.storage.contract.IncidentStoreContract;
import io.tocsin.storage.contract.LatencyStoreContract;
import io.tocsin.storage.contract.OpenedIncidentsContract;
import io.tocsin.storage.contract.Relations;
import io.tocsin.storage.contract.ReleaseStoreContract;
import io.tocsin.storage.contract.SignalStoreContract;
import io.tocsin.storage.contract.SilenceStoreContract;
import io.tocsin.storage.contract.StandInStoreContract;
import io.tocsin.storage.contract.TemplateStoreContract;
import io.tocsin.storage.contract.TestClock;
import io.tocsin.storage.contract.TicketClaimContract;
import io.tocsin.storage.contract.TicketDeskContract;
import io.tocsin.storage.contract.TicketLedgerContract;
import io.tocsin.storage.contract.TicketStoreContract;
import io.tocsin.storage.contract.TicketStormsContract;
import io.tocsin.storage.contract.TicketTimesContract;
import io.tocsin.storage.contract.UserStoreContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Every contract of the relational ports, for whichever database a subclass opens. */
abstract class SqlContracts {
  /**
   * Started and empty.
   *
   * @param folder for an embedded database
   */
  abstract SqlDatabase database(Path folder, TestClock clock);

  @Nested
  class Signals extends SignalStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Alerts extends AlertStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Silences extends SilenceStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Incidents extends IncidentStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Opened extends OpenedIncidentsContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Affecteds extends AffectedSearchContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Journal extends IncidentJournalContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Ledger extends TicketLedgerContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Claims extends TicketClaimContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Desk extends TicketDeskContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Storms extends TicketStormsContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Times extends TicketTimesContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Deliveries extends DeliveryLedgerContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Effects extends EffectLedgerContract {
    private @Nullable SqlDatabase opened;

    @Override
    protected EffectLedger ledger(Path folder) {
      opened = database(folder, new TestClock());
      return opened.effects();
    }

    @AfterEach
    void close() {
      if (opened != null) {
        opened.close();
      }
    }
  }

  @Nested
  class StandIns extends StandInStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Tickets extends TicketStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Evidence extends EvidenceFilesContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Audit extends AuditJournalContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Users extends UserStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Latency extends LatencyStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Releases extends ReleaseStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }

  @Nested
  class Templates extends TemplateStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new SqlRelations(database(folder, clock));
    }
  }
}
