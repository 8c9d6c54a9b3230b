package io.tocsin.model.effect;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.Optional;

/** Effects by key: each row is worked on by one holder, until its lease ends. */
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
      Instant keepUntil) {}
}
