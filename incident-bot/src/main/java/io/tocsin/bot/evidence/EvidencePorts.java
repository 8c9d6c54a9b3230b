package io.tocsin.bot.evidence;

import io.tocsin.bot.suspect.SuspectSearch;
import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OpenedIncidents;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.store.TelemetrySearch;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where evidence is looked for, and where it goes.
 *
 * @param owners asked for the culprit's; may take its time
 * @param gathering follows when nothing more is looked for
 */
public record EvidencePorts(
    OpenedIncidents opened,
    IncidentStore incidents,
    IncidentJournal journal,
    AuditJournal audit,
    TelemetrySearch telemetry,
    ProfileSearch profiles,
    ReleaseStore releases,
    OwnerResolver owners,
    SuspectSearch suspects,
    OwnCode own,
    Gathering gathering,
    Supplier<List<TenantId>> tenants) {}
