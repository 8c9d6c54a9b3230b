package io.tocsin.web.tickets;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ticket.DeadLetters;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people decide about refused acts of the ledger, with the journal's entry of it. */
@Component
public final class TicketDecisions {
  private final DeadLetters letters;
  private final AuditJournal audit;
  private final InstantSource clock;

  public TicketDecisions(DeadLetters letters, AuditJournal audit, InstantSource clock) {
    this.letters = letters;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Empty where the tenant has no such act, or it was not refused.
   *
   * @param key of the act; of one that opens a ticket the ticket's
   * @param reason why the tracker may take it now
   */
  public Optional<TicketEntry> replay(Viewer viewer, TicketKey key, String reason) {
    Optional<TicketEntry> again =
        letters.replay(
            viewer.tenant(),
            key,
            "sent again by " + viewer.name() + ": " + reason,
            clock.instant());
    again.ifPresent(row ->
        audit.append(
            new AuditDraft(
                viewer.tenant(),
                viewer.name(),
                "ticket.replay",
                "ticket/" + key,
                EffectState.REFUSED.name(),
                row.state().name(),
                reason)));
    return again;
  }
}
