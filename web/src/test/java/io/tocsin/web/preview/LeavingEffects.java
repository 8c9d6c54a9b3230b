package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectsAwayException;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.effect.MemoryEffectLedger;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.Optional;

/** Effects in memory; what keeps them can be told to be away. */
public final class LeavingEffects implements EffectLedger {
  private final EffectLedger rows = new MemoryEffectLedger(100);
  private volatile boolean away;

  public void leave(boolean gone) {
    away = gone;
  }

  private EffectLedger present() {
    if (away) {
      throw new EffectsAwayException("Redis does not answer", new IllegalStateException("away"));
    }
    return rows;
  }

  @Override
  public KeyedEffect begin(Wanted wanted, Instant now) {
    return present().begin(wanted, now);
  }

  @Override
  public boolean advance(KeyedEffect row) {
    return present().advance(row);
  }

  @Override
  public Page<KeyedEffect> refused(TenantId tenant, int offset, int limit) {
    return present().refused(tenant, offset, limit);
  }

  @Override
  public Optional<KeyedEffect> replay(
      TenantId tenant, String scope, EffectKey key, String because, Instant now) {
    return present().replay(tenant, scope, key, because, now);
  }
}
