package io.tocsin.bot;

import io.tocsin.model.TenantId;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertStore;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.config.Secret;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OpenedIncidents;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.model.notice.ChannelBook;
import io.tocsin.model.notice.DeliveryLedger;
import io.tocsin.model.oncall.StandInStore;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.SignalStore;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketReadings;
import io.tocsin.model.ticket.TicketStorms;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the bot needs of the house around it.
 *
 * @param effects what came in before, by the settings in the database or in memory
 * @param posted rings when signals were posted
 * @param intents rings when there may be tickets to file; the bot rings it too
 * @param trackerToken what the built-in tracker asks for
 * @param holder names this process in leases, unique among all bots
 * @param mask masks a text; called by many threads
 * @param link address of an incident's page, for people outside the console
 * @param console address of all incidents, for them too
 */
public record Surroundings(
    SignalStore signals,
    AlertStore alerts,
    AlertSearch alertSearch,
    EffectLedger effects,
    StandInStore standIns,
    SilenceStore silences,
    IncidentStore incidents,
    OpenedIncidents openedIncidents,
    IncidentJournal journal,
    TicketLedger ledger,
    TicketReadings readings,
    TicketStorms storms,
    EvidenceFiles evidenceFiles,
    DeliveryLedger deliveries,
    ChannelBook channels,
    AuditJournal audit,
    TelemetrySearch telemetry,
    ProfileSearch profiles,
    LatencyStore latencies,
    ReleaseStore releases,
    Bell posted,
    Bell intents,
    Secret trackerToken,
    String holder,
    Supplier<List<TenantId>> tenants,
    Function<Incident, String> link,
    UnaryOperator<String> mask,
    String console,
    InstantSource clock) {}
