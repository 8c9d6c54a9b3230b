package io.tocsin.model.effect;

import io.tocsin.model.effect.EffectState.Mover;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far something has come that must come about once, and who works on it. Every move gives a new
 * value, and refuses what {@link EffectState#after} does not know.
 *
 * @param attempts how often it was sent, counted anew where a person has it sent again
 * @param dueAt nothing happens to it before
 * @param fence grows with each claim: a sender whose lease was taken over cannot write any more
 * @param holder null where nobody works on it
 * @param leaseUntil null where nobody works on it
 * @param sentAt when it was sent last
 * @param because last answer or error, for people
 */
public record Effect(
    EffectState state,
    int attempts,
    Instant createdAt,
    Instant dueAt,
    long fence,
    @Nullable String holder,
    @Nullable Instant leaseUntil,
    @Nullable Instant sentAt,
    String because) {
  public static Effect intended(Instant now, Instant dueAt, String because) {
    return new Effect(EffectState.INTENT, 0, now, dueAt, 0, null, null, null, because);
  }

  /** Whether it may be claimed. */
  public boolean isDue(Instant now) {
    return !state.settled() && !dueAt.isAfter(now) && isFree(now);
  }

  /** Whether nobody holds it, or a lease has ended. */
  public boolean isFree(Instant now) {
    return leaseUntil == null || !leaseUntil.isAfter(now);
  }

  public Effect claimed(String by, Instant now, Duration lease) {
    return new Effect(
        state, attempts, createdAt, dueAt, fence + 1, by, now.plus(lease), sentAt, because);
  }

  /** Written before the request leaves; keeps the lease. */
  public Effect sent(Instant now) {
    return new Effect(
        state.to(EffectState.SENT, Mover.HOLDER),
        attempts + 1,
        createdAt,
        dueAt,
        fence,
        holder,
        leaseUntil,
        now,
        "attempt " + (attempts + 1) + " is on its way");
  }

  /** Gives up the lease; claimed again when it is due. */
  public Effect later(EffectState next, Instant due, String why) {
    return released(state.to(next, Mover.HOLDER), due, why);
  }

  /** Gives up the lease for good. */
  public Effect settled(EffectState last, String why) {
    if (!last.settled()) {
      throw new IllegalStateException(last + " is not settled");
    }
    return later(last, dueAt, why);
  }

  /**
   * Behind whoever held it before. What was ever sent may have come about; how often it was is no
   * reason to give it up.
   */
  public Effect replayed(Instant now, String why) {
    EffectState next = attempts == 0 ? EffectState.INTENT : EffectState.UNKNOWN;
    int sentBefore = Math.min(attempts, 1);
    return new Effect(
        state.to(next, Mover.PERSON),
        sentBefore,
        createdAt,
        now,
        fence + 1,
        null,
        null,
        sentAt,
        why);
  }

  private Effect released(EffectState next, Instant due, String why) {
    return new Effect(next, attempts, createdAt, due, fence, null, null, sentAt, why);
  }
}
