package io.tocsin.storage.contract;

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

/** The stores of one empty relational database, as the contracts see it. */
public interface Relations extends AutoCloseable {
  SignalStore signals();

  SignalHistory signalHistory();

  AlertStore alerts();

  AlertSearch alertSearch();

  SilenceStore silences();

  IncidentStore incidents();

  AffectedSearch affected();

  OpenedIncidents openedIncidents();

  IncidentJournal incidentJournal();

  TicketLedger ticketLedger();

  DeadLetters deadLetters();

  TicketDesk ticketDesk();

  DeliveryLedger deliveryLedger();

  DeliveryDesk deliveryDesk();

  ChannelBook channelBook();

  StandInStore standIns();

  TicketReadings ticketReadings();

  TicketStorms ticketStorms();

  TicketTimes ticketTimes();

  TicketStore tickets();

  AttachmentStore attachments();

  EvidenceFiles evidenceFiles();

  AuditJournal audit();

  UserStore users();

  Membership membership();

  LatencyStore latency();

  ReleaseStore releases();

  TemplateStore templates();

  /** Forgets what is past its time. */
  void sweep();

  @Override
  void close();
}
