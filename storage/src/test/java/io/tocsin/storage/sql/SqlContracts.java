package io.tocsin.storage.sql;

import io.tocsin.model.access.Membership;
import io.tocsin.model.access.UserStore;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertStore;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.incident.AffectedSearch;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.model.notice.ChannelBook;
import io.tocsin.model.notice.DeliveryDesk;
import io.tocsin.model.notice.DeliveryLedger;
import io.tocsin.model.oncall.StandInStore;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.signal.SignalHistory;
import io.tocsin.model.signal.SignalStore;
import io.tocsin.model.template.TemplateStore;
import io.tocsin.model.ticket.AttachmentStore;
import io.tocsin.model.ticket.DeadLetters;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketReadings;
import io.tocsin.model.ticket.TicketStore;
import io.tocsin.model.ticket.TicketStorms;
import io.tocsin.model.ticket.TicketTimes;
import io.tocsin.storage.contract.AffectedSearchContract;
import io.tocsin.storage.contract.AlertStoreContract;
import io.tocsin.storage.contract.AuditJournalContract;
import io.tocsin.storage.contract.DeliveryLedgerContract;
import io.tocsin.storage.contract.EffectLedgerContract;
import io.tocsin.storage.contract.EvidenceFilesContract;
import io.tocsin.storage.contract.IncidentJournalContract;
import io.tocsin.storage.contract.IncidentStoreContract;
import io.tocsin.storage.contract.LatencyStoreContract;
import io.tocsin.storage.contract.Relations;
import io.tocsin.storage.contract.ReleaseStoreContract;
import io.tocsin.storage.contract.SignalStoreContract;
import io.tocsin.storage.contract.SilenceStoreContract;
import io.tocsin.storage.contract.StandInStoreContract;
import io.tocsin.storage.contract.TemplateStoreContract;
import io.tocsin.storage.contract.TestClock;
import io.tocsin.storage.contract.TicketLedgerContract;
import io.tocsin.storage.contract.TicketStoreContract;
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

  private record Stores(SqlDatabase database) implements Relations {
    @Override
    public SignalStore signals() {
      return database.signals();
    }

    @Override
    public SignalHistory signalHistory() {
      return database.signalHistory();
    }

    @Override
    public AlertStore alerts() {
      return database.alerts();
    }

    @Override
    public AlertSearch alertSearch() {
      return database.alertSearch();
    }

    @Override
    public SilenceStore silences() {
      return database.silences();
    }

    @Override
    public IncidentStore incidents() {
      return database.incidents();
    }

    @Override
    public StandInStore standIns() {
      return database.standIns();
    }

    @Override
    public AffectedSearch affected() {
      return database.affected();
    }

    @Override
    public IncidentJournal incidentJournal() {
      return database.incidentJournal();
    }

    @Override
    public TicketLedger ticketLedger() {
      return database.ticketLedger();
    }

    @Override
    public DeadLetters deadLetters() {
      return database.deadLetters();
    }

    @Override
    public DeliveryLedger deliveryLedger() {
      return database.deliveryLedger();
    }

    @Override
    public DeliveryDesk deliveryDesk() {
      return database.deliveryDesk();
    }

    @Override
    public ChannelBook channelBook() {
      return database.channelBook();
    }

    @Override
    public TicketReadings ticketReadings() {
      return database.ticketReadings();
    }

    @Override
    public TicketStorms ticketStorms() {
      return database.ticketStorms();
    }

    @Override
    public TicketTimes ticketTimes() {
      return database.ticketTimes();
    }

    @Override
    public TicketStore tickets() {
      return database.tickets();
    }

    @Override
    public AttachmentStore attachments() {
      return database.attachments();
    }

    @Override
    public EvidenceFiles evidenceFiles() {
      return database.evidenceFiles();
    }

    @Override
    public AuditJournal audit() {
      return database.audit();
    }

    @Override
    public Membership membership() {
      return database.membership();
    }

    @Override
    public UserStore users() {
      return database.users();
    }

    @Override
    public LatencyStore latency() {
      return database.latency();
    }

    @Override
    public ReleaseStore releases() {
      return database.releases();
    }

    @Override
    public TemplateStore templates() {
      return database.templates();
    }

    @Override
    public void sweep() {
      database.sweep();
    }

    @Override
    public void close() {
      database.close();
    }
  }

  @Nested
  class Signals extends SignalStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Alerts extends AlertStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Silences extends SilenceStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Incidents extends IncidentStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Affecteds extends AffectedSearchContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Journal extends IncidentJournalContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Ledger extends TicketLedgerContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Times extends TicketTimesContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Deliveries extends DeliveryLedgerContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
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
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Tickets extends TicketStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Evidence extends EvidenceFilesContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Audit extends AuditJournalContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Users extends UserStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Latency extends LatencyStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Releases extends ReleaseStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }

  @Nested
  class Templates extends TemplateStoreContract {
    @Override
    protected Relations open(Path folder, TestClock clock) {
      return new Stores(database(folder, clock));
    }
  }
}
