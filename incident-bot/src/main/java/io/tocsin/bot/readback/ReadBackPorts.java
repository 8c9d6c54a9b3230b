package io.tocsin.bot.readback;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.ticket.TicketHistory;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketReadings;
import java.util.List;
import java.util.function.Supplier;

/**
 * What reading back works on.
 *
 * @param tenants whose tickets may be in the tracker
 */
public record ReadBackPorts(
    TicketHistory history,
    TicketLedger ledger,
    TicketReadings readings,
    IncidentStore incidents,
    IncidentJournal journal,
    AuditJournal audit,
    Supplier<List<TenantId>> tenants) {}
