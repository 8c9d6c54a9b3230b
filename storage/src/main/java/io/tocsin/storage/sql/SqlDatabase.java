package io.tocsin.storage.sql;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
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
import io.tocsin.model.incident.OpenedIncidents;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.model.notice.ChannelBook;
import io.tocsin.model.notice.DeliveryDesk;
import io.tocsin.model.notice.DeliveryLedger;
import io.tocsin.model.oncall.StandInStore;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.signal.Bell;
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
import io.tocsin.model.ticket.TicketTally;
import io.tocsin.model.ticket.TicketTimes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/**
 * All relations in one database. Every write is on disk when it returns. The stores may be handed
 * out before {@link #start}, and used after it.
 */
public abstract sealed class SqlDatabase implements Component
    permits SqliteDatabase, PostgresqlDatabase {
  private final RelationsConfig config;
  private final InstantSource clock;
  private final SqlConnections sql;
  private final SqlSignalStore signals;
  private final SqlAlertStore alerts;
  private final SqlSilenceStore silences;
  private final SqlLatencyStore latency;
  private final SqlReleaseStore releases;
  private final SqlTemplateStore templates;
  private final SqlDeliveryLedger deliveries;
  private final SqlTicketLedger ledger;
  private final SqlTicketStorms storms;
  private final SqlEffectLedger effects;
  private final SqlEvidenceFiles evidence;
  private final SqlStandInStore standIns;

  /**
   * @param clock that all processes which share the database go by
   */
  SqlDatabase(RelationsConfig config, SqlConnections sql, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.sql = sql;
    this.signals = new SqlSignalStore(sql);
    this.alerts = new SqlAlertStore(sql);
    this.silences = new SqlSilenceStore(sql);
    this.latency = new SqlLatencyStore(sql);
    this.releases = new SqlReleaseStore(sql);
    this.templates = new SqlTemplateStore(sql);
    this.deliveries = new SqlDeliveryLedger(sql);
    this.ledger = new SqlTicketLedger(sql);
    this.storms = new SqlTicketStorms(sql);
    this.effects = new SqlEffectLedger(sql);
    this.evidence = new SqlEvidenceFiles(sql);
    this.standIns = new SqlStandInStore(sql);
  }

  /** The time by which leases end, the same for all processes on this database. */
  public InstantSource clock() {
    return clock;
  }

  /**
   * A bell that every process on this database hears.
   *
   * @param name what it rings for, of a-z and _
   */
  public abstract Bell bell(String name);

  public SignalStore signals() {
    return signals;
  }

  public SignalHistory signalHistory() {
    return new SqlSignalHistory(sql);
  }

  public AlertStore alerts() {
    return alerts;
  }

  public AlertSearch alertSearch() {
    return alerts;
  }

  public SilenceStore silences() {
    return silences;
  }

  public IncidentStore incidents() {
    return new SqlIncidentStore(sql);
  }

  public AffectedSearch affected() {
    return new SqlAffectedSearch(sql);
  }

  public OpenedIncidents openedIncidents() {
    return new SqlOpenedIncidents(sql);
  }

  public IncidentJournal incidentJournal() {
    return new SqlIncidentJournal(sql, clock, config.maxAccountsPerIncident());
  }

  public EvidenceFiles evidenceFiles() {
    return evidence;
  }

  public TicketLedger ticketLedger() {
    return ledger;
  }

  public TicketStorms ticketStorms() {
    return storms;
  }

  public TicketReadings ticketReadings() {
    return ledger;
  }

  public TicketTimes ticketTimes() {
    return new SqlTicketTimes(sql);
  }

  public StandInStore standIns() {
    return standIns;
  }

  public EffectLedger effects() {
    return effects;
  }

  public DeadLetters deadLetters() {
    return new SqlDeadLetters(sql);
  }

  public TicketDesk ticketDesk() {
    return new SqlTicketDesk(sql);
  }

  public TicketTally ticketTally() {
    return ledger;
  }

  public DeliveryLedger deliveryLedger() {
    return deliveries;
  }

  public DeliveryDesk deliveryDesk() {
    return new SqlDeliveryDesk(sql);
  }

  public ChannelBook channelBook() {
    return new SqlChannelBook(sql);
  }

  /** What a built-in tracker keeps, numbered with the configured prefix. */
  public TicketStore tickets() {
    return new SqlTicketStore(sql, config.ticketPrefix());
  }

  /** Files beside those tickets. */
  public AttachmentStore attachments() {
    return new SqlAttachmentStore(sql, config.ticketPrefix());
  }

  public AuditJournal audit() {
    AuditSeal seal =
        config.auditKey() == null ? AuditSeal.plain() : AuditSeal.keyed(config.auditKey().reveal());
    return new SqlAuditJournal(sql, clock, seal);
  }

  public UserStore users() {
    return new SqlUserStore(sql);
  }

  public Membership membership() {
    return new SqlMembership(sql);
  }

  public LatencyStore latency() {
    return latency;
  }

  public ReleaseStore releases() {
    return releases;
  }

  public TemplateStore templates() {
    return templates;
  }

  /** To be called once on a started database that came back from a backup. */
  public void restored(Instant takenAt) {
    new SqlRestoration(sql).note(takenAt, clock.instant());
  }

  /** Forgets what is past its time. For a timer, about once an hour. */
  public void sweep() {
    Instant now = clock.instant();
    signals.forgetHandledBefore(now.minus(config.keepHandledSignals()));
    silences.forgetExpiredBefore(now.minus(config.history().alerts()));
    alerts.forgetSettledBefore(now.minus(config.history().alerts()));
    ledger.forgetActsBefore(now.minus(config.keepHandledSignals()));
    storms.forgetBefore(now.minus(config.keepHandledSignals()));
    evidence.forgetMadeBefore(now.minus(config.history().evidence()));
    latency.forgetBefore(
        now.minus(config.history().latency()), now.minus(config.history().latencyDetail()));
    releases.forgetLastSeenBefore(now.minus(config.history().releases()));
    templates.forgetLastSeenBefore(now.minus(config.history().templates()));
    effects.forgetBefore(now);
    standIns.forgetEndedBefore(now.minus(config.history().deliveries()));
    deliveries.forgetBefore(now.minus(config.history().deliveries()));
  }

  /** What only this kind of database has to complain of. */
  Optional<Health> ownTrouble() {
    return Optional.empty();
  }

  @Override
  public Health health() {
    String failure = sql.lastFailure();
    if (failure != null) {
      return Health.down("the last write failed: " + failure);
    }
    try {
      sql.read().sql("SELECT 1").query(Integer.class).single();
    } catch (DataAccessException e) {
      return Health.down("cannot be read: " + e.getMostSpecificCause().getMessage());
    }
    Map<String, String> unreadable = signals.unreadable();
    if (!unreadable.isEmpty()) {
      return Health.degraded(
          "signals that cannot be read wait: "
              + unreadable.size()
              + ", one is "
              + unreadable.entrySet().iterator().next());
    }
    return ownTrouble().orElse(Health.up("reads and writes"));
  }

  @Override
  public void close() {
    sql.close();
  }
}
