package io.tocsin.model.effect;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Effects by key: each row is worked on by one holder, until its lease ends. What keeps them may be
 * away: {@link EffectsAwayException}.
 */
public interface EffectLedger {
  /**
   * Gives the effect to whoever wants it, in one step: enters it where it is not known, or is kept
   * no longer; takes it over where nobody works on it any more. It is {@link EffectState#SENT} with
   * this attempt then, {@link EffectState#UNKNOWN} where an earlier one may have done it.
   *
   * @return the row with {@code wanted.holder()} as its holder and a fence of its own; otherwise as
   *     it is, settled or somebody else's
   */
  KeyedEffect begin(Wanted wanted, Instant now);

  /**
   * Writes the row. False, and nothing written, where its fence is higher by now or {@link
   * EffectState#after} has no such move.
   */
  boolean advance(KeyedEffect row);

  /** Newest first; {@code limit} 1 to 200. */
  Page<KeyedEffect> refused(TenantId tenant, int offset, int limit);

  /**
   * Takes a refusal back: the effect comes about when it is asked for again. Empty, and nothing
   * written, where there is no such row or it was not refused.
   *
   * @param because who wants it, and why
   */
  Optional<KeyedEffect> replay(
      TenantId tenant, String scope, EffectKey key, String because, Instant now);

  /**
   * @param holder unique for this call, so that two threads of one process are two
   * @param leaseUntil until when the holder has it
   * @param keepUntil how long it is remembered
   */
  record Wanted(
      TenantId tenant,
      String scope,
      EffectKey key,
      String holder,
      Instant leaseUntil,
      Instant keepUntil) {
    /**
     * The row once it was asked for: {@code before} itself where somebody has it or it is settled,
     * else another, which is whoever's asked.
     *
     * @param before null where it is not known
     */
    public KeyedEffect over(@Nullable KeyedEffect before, Instant now) {
      if (before == null) {
        // It may have been known before: whoever had it then must not write any more.
        return first(micros(now), now);
      }
      boolean kept = before.keepUntil().isAfter(now);
      Effect effect = before.effect();
      if (!effect.isFree(now) || kept && effect.state().settled()) {
        return before;
      }
      return kept ? before.with(again(effect, now), null) : first(effect.fence() + 1, now);
    }

    private static long micros(Instant now) {
      return Math.max(1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
    }

    private KeyedEffect first(long fence, Instant now) {
      return new KeyedEffect(
          tenant, scope, key, sent(EffectState.SENT, 1, now, fence, now), null, keepUntil);
    }

    private Effect again(Effect effect, Instant now) {
      EffectState state =
          effect.state() == EffectState.INTENT ? EffectState.SENT : EffectState.UNKNOWN;
      return sent(state, effect.attempts() + 1, effect.createdAt(), effect.fence() + 1, now);
    }

    private Effect sent(
        EffectState state, int attempts, Instant createdAt, long fence, Instant now) {
      return new Effect(
          state,
          attempts,
          createdAt,
          now,
          fence,
          holder,
          leaseUntil,
          now,
          "attempt " + attempts + " is on its way");
    }
  }
}
