package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ticket ledger.
 *
 * @param act what is to be done
 * @param effect how far it has come; the tracker's Retry-After and waits go into its time
 * @param ticketId of the tracker, once confirmed
 * @param givenTo whom the tracker showed as its assignee when it was opened; null for nobody, and
 *     of other acts
 * @param reading of a ticket how it was seen last; null before it was looked at, and of other acts
 */
public record TicketEntry(
    TicketAct act,
    TenantId tenant,
    UUID incident,
    Effect effect,
    @Nullable String ticketId,
    @Nullable String ticketUrl,
    @Nullable String givenTo,
    @Nullable TicketReading reading) {
  /** Identity of the act; of a create the ticket's. */
  public TicketKey key() {
    return act.key();
  }

  public boolean opensATicket() {
    return TicketAct.Kind.OPENING.contains(act.kind());
  }

  /** Whether it only waits: nothing of it has ever been on the wire. */
  public boolean isNotSentYet() {
    return effect.state() == EffectState.INTENT && effect.attempts() == 0;
  }

  /** Whether the tracker has done it, or said never. */
  public boolean settled() {
    return effect.state().settled();
  }

  public TicketEntry with(Effect next) {
    return new TicketEntry(act, tenant, incident, next, ticketId, ticketUrl, givenTo, reading);
  }

  /** Without one where {@code ticket} is null. */
  public TicketEntry with(Effect next, @Nullable Ticket ticket) {
    return new TicketEntry(
        act,
        tenant,
        incident,
        next,
        ticket == null ? null : ticket.id(),
        ticket == null ? null : ticket.url(),
        ticket != null && opensATicket() ? ticket.assignee() : null,
        reading);
  }

  public EffectState state() {
    return effect.state();
  }

  public int attempts() {
    return effect.attempts();
  }

  public Instant createdAt() {
    return effect.createdAt();
  }

  public Instant dueAt() {
    return effect.dueAt();
  }

  public long fence() {
    return effect.fence();
  }

  public @Nullable String holder() {
    return effect.holder();
  }

  public @Nullable Instant leaseUntil() {
    return effect.leaseUntil();
  }

  public @Nullable Instant sentAt() {
    return effect.sentAt();
  }

  public String because() {
    return effect.because();
  }
}
