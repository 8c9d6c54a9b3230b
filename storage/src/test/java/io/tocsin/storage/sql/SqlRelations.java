package io.tocsin.storage.sql;

import io.tocsin.model.access.Membership;
import io.tocsin.model.access.UserStore;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertStore;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.AffectedSearch;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OpenedIncidents;
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
import io.tocsin.model.ticket.TicketDesk;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketReadings;
import io.tocsin.model.ticket.TicketStore;
import io.tocsin.model.ticket.TicketStorms;
import io.tocsin.model.ticket.TicketTimes;
import io.tocsin.storage.contract.Relations;

/** The relational ports of a database, for their contracts. */
record SqlRelations(SqlDatabase database) implements Relations {
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
  public OpenedIncidents openedIncidents() {
    return database.openedIncidents();
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
  public TicketDesk ticketDesk() {
    return database.ticketDesk();
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
