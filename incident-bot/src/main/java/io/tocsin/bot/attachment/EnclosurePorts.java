package io.tocsin.bot.attachment;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.ticket.TicketLedger;
import java.util.function.UnaryOperator;

/**
 * What files are made of, and where they go.
 *
 * @param mask of texts; called by many threads
 */
public record EnclosurePorts(
    TelemetrySearch telemetry,
    ProfileSearch profiles,
    IncidentStore incidents,
    IncidentJournal journal,
    TicketLedger ledger,
    EvidenceFiles files,
    OwnCode own,
    UnaryOperator<String> mask) {}
