package io.tocsin.model.notice;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.NoticeIntent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the deliveries' ledger: one change, for one channel. It has the states and the fenced
 * lease of a ticket's row.
 *
 * @param id of the event as receivers see it
 * @param channel its name in the settings
 * @param sequence place among the incident's events on this channel, from 1; 0 for what has no
 *     place in that order: an escalation, a test
 * @param news null for a test
 * @param attempts how often it was sent
 * @param dueAt nothing happens to it before
 * @param fence grows with each claim: a sender whose lease was taken over cannot write any more
 * @param leaseUntil null where nobody holds it
 * @param message the message that it went out with last; several rows share one that was gathered
 * @param receipt what the channel needs to change the message later; null where it gave none
 * @param because last answer or error, for people
 */
public record Delivery(
    UUID id,
    TenantId tenant,
    String channel,
    NoticeIntent.Kind kind,
    long sequence,
    @Nullable News news,
    State state,
    int attempts,
    Instant createdAt,
    Instant dueAt,
    long fence,
    @Nullable String holder,
    @Nullable Instant leaseUntil,
    @Nullable Instant sentAt,
    @Nullable UUID message,
    @Nullable String receipt,
    String because) {
  /** The words of the ticket ledger, and one for what time has made idle. */
  public enum State {
    /** It must go out; nothing was sent. */
    INTENT,
    /** It is or was on the wire. */
    SENT,
    /** No answer: it may have arrived, and is sent again. */
    UNKNOWN,
    /** The channel has it. */
    CONFIRMED,
    /** The channel said never, or it took too long: a person may have it sent again. */
    REFUSED,
    /** Nothing was sent, because nothing had to be any more. */
    NOT_NEEDED;

    public boolean settled() {
      return this == CONFIRMED || this == REFUSED || this == NOT_NEEDED;
    }
  }

  /** On its way: written down before it is sent, the lease kept. */
  public Delivery sent(Instant now, UUID in) {
    return with(
        State.SENT,
        attempts + 1,
        dueAt,
        true,
        now,
        in,
        "attempt " + (attempts + 1) + " is on its way");
  }

  /** Gives up the lease; claimed again when it is due. */
  public Delivery later(State next, Instant due, String why) {
    return with(next, attempts, due, false, sentAt, message, why);
  }

  /** Settled; the lease is given up. */
  public Delivery settled(State last, String why) {
    return with(last, attempts, dueAt, false, sentAt, message, why);
  }

  public Delivery withReceipt(@Nullable String given) {
    return new Delivery(
        id,
        tenant,
        channel,
        kind,
        sequence,
        news,
        state,
        attempts,
        createdAt,
        dueAt,
        fence,
        holder,
        leaseUntil,
        sentAt,
        message,
        given,
        because);
  }

  private Delivery with(
      State next,
      int tries,
      Instant due,
      boolean held,
      @Nullable Instant last,
      @Nullable UUID in,
      String why) {
    return new Delivery(
        id,
        tenant,
        channel,
        kind,
        sequence,
        news,
        next,
        tries,
        createdAt,
        due,
        fence,
        held ? holder : null,
        held ? leaseUntil : null,
        last,
        in,
        receipt,
        why);
  }
}
