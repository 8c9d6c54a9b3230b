package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ticket ledger.
 *
 * @param attempts how often a create was sent
 * @param dueAt nothing happens to it before; the tracker's Retry-After and waits go here
 * @param fence grows with each claim: a sender whose lease was taken over cannot write any more
 * @param leaseUntil null where nobody holds it
 * @param ticketId of the tracker, once confirmed
 * @param because last answer or error, for people
 */
public record TicketEntry(
    TicketKey key,
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
    String because) {
  public enum State {
    /** It must exist; nothing was sent. */
    INTENT,
    /** A create is or was on the wire. */
    SENT,
    /** No answer, or none to build on: look before sending again. */
    UNKNOWN,
    /** The tracker has it. */
    CONFIRMED,
    /** The tracker said never. */
    REFUSED
  }
}
