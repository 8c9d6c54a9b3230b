package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ticket ledger.
 *
 * @param act what is to be done
 * @param attempts how often it was sent
 * @param dueAt nothing happens to it before; the tracker's Retry-After and waits go here
 * @param fence grows with each claim: a sender whose lease was taken over cannot write any more
 * @param leaseUntil null where nobody holds it
 * @param ticketId of the tracker, once confirmed
 * @param because last answer or error, for people
 * @param reading of a ticket how it was seen last; null before it was looked at, and of other acts
 */
public record TicketEntry(
    TicketAct act,
    TenantId tenant,
    UUID incident,
    State state,
    int attempts,
    Instant createdAt,
    Instant dueAt,
    long fence,
    @Nullable String holder,
    @Nullable Instant leaseUntil,
    @Nullable Instant sentAt,
    @Nullable String ticketId,
    @Nullable String ticketUrl,
    String because,
    @Nullable TicketReading reading) {
  public enum State {
    /** It must come about; nothing was sent. */
    INTENT,
    /** It is or was on the wire. */
    SENT,
    /** No answer, or none to build on: look before sending again. */
    UNKNOWN,
    /** The tracker has it. */
    CONFIRMED,
    /** The tracker said never. */
    REFUSED
  }

  /** Identity of the act; of a create the ticket's. */
  public TicketKey key() {
    return act.key();
  }

  public boolean opensATicket() {
    return act.kind() == TicketAct.Kind.FILE || act.kind() == TicketAct.Kind.UMBRELLA;
  }

  /** Whether it only waits: nothing of it has ever been on the wire. */
  public boolean isNotSentYet() {
    return state == State.INTENT && attempts == 0;
  }

  /** Whether the tracker has done it, or said never. */
  public boolean settled() {
    return state == State.CONFIRMED || state == State.REFUSED;
  }
}
