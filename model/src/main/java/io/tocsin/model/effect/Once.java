package io.tocsin.model.effect;

import io.tocsin.model.TenantId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Does something once for a key, whoever asks for it how often: who asks again gets the first
 * answer. What stops in between is done again by who asks next, after the lease.
 *
 * <p>Residue: work that goes on longer than its lease, because its process was stopped, may be done
 * a second time meanwhile; its row is then not written by it.
 */
public final class Once {
  private static final System.Logger LOG = System.getLogger(Once.class.getName());

  private final EffectLedger ledger;
  private final Duration lease;
  private final Duration keep;
  private final InstantSource clock;

  /**
   * @param lease how long one attempt may take; by the ledger's clock
   * @param keep how long an answer is kept
   */
  public Once(EffectLedger ledger, Duration lease, Duration keep, InstantSource clock) {
    this.ledger = ledger;
    this.lease = lease;
    this.keep = keep;
    this.clock = clock;
  }

  /** What came of one attempt. */
  public sealed interface Result {}

  /**
   * @param answer for whoever asks again
   */
  public record Done(String answer) implements Result {}

  /** Never, whoever asks again. */
  public record Refused(String because) implements Result {}

  /** Nothing was done; whoever asks again may succeed. */
  public record NotNow(String because) implements Result {}

  /** Something that is to be done once. What it throws leaves the effect unknown. */
  public interface Work {
    /**
     * @param mayBeDone whether an attempt before this one may have done it
     */
    Result perform(boolean mayBeDone);
  }

  /**
   * @param again whether it had come to this before; the work was not performed
   */
  public record Answer(Result result, boolean again) {}

  public Answer of(TenantId tenant, String scope, EffectKey key, Work work) {
    Instant now = clock.instant();
    String holder = UUID.randomUUID().toString();
    KeyedEffect row =
        ledger.begin(
            new EffectLedger.Wanted(tenant, scope, key, holder, now.plus(lease), now.plus(keep)),
            now);
    if (!holder.equals(row.effect().holder())) {
      return new Answer(before(row), true);
    }
    Result result;
    try {
      result = work.perform(row.effect().state() == EffectState.UNKNOWN);
    } catch (RuntimeException e) {
      try {
        ledger.advance(
            row.with(row.effect().later(EffectState.UNKNOWN, now, e.toString()), row.answer()));
      } catch (RuntimeException unwritten) {
        e.addSuppressed(unwritten);
      }
      throw e;
    }
    try {
      ledger.advance(after(row, result));
    } catch (EffectsAwayException away) {
      // It is done: who is told otherwise has it done again.
      LOG.log(
          Level.WARNING,
          scope
              + ' '
              + key
              + " is done, which could not be written: asked for again after its lease,"
              + " it may be done twice",
          away);
    }
    return new Answer(result, false);
  }

  private static Result before(KeyedEffect row) {
    Effect effect = row.effect();
    return switch (effect.state()) {
      case CONFIRMED -> new Done(row.answer() == null ? "" : row.answer());
      case REFUSED, NOT_NEEDED -> new Refused(effect.because());
      case INTENT, SENT, UNKNOWN -> new NotNow("it is being done until " + effect.leaseUntil());
    };
  }

  private static KeyedEffect after(KeyedEffect row, Result result) {
    Effect effect = row.effect();
    return switch (result) {
      case Done done ->
          row.with(
              effect.settled(EffectState.CONFIRMED, "done with attempt " + effect.attempts()),
              done.answer());
      case Refused refused ->
          row.with(effect.settled(EffectState.REFUSED, refused.because()), null);
      case NotNow notNow ->
          row.with(effect.later(EffectState.INTENT, effect.dueAt(), notNow.because()), null);
    };
  }
}
