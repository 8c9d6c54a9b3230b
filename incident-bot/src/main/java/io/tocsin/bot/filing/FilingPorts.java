package io.tocsin.bot.filing;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketStorms;
import io.tocsin.model.ticket.Tracker;
import java.util.List;
import java.util.function.Supplier;

/**
 * What filing works on.
 *
 * @param tenants whose tickets are looked at for duplicates
 * @param files to be attached to tickets
 * @param owners asked again for what blame had not found in time; may take its time
 */
public record FilingPorts(
    TicketLedger ledger,
    TicketStorms storms,
    Tracker tracker,
    IncidentStore incidents,
    IncidentJournal journal,
    AuditJournal audit,
    OwnerResolver owners,
    EvidencePending pending,
    EvidenceFiles files,
    Supplier<List<TenantId>> tenants) {}
