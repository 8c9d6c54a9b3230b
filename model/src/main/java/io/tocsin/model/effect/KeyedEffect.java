package io.tocsin.model.effect;

import io.tocsin.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An effect that nothing but its key is known of.
 *
 * @param key unique within tenant and scope
 * @param scope whose effects these are, such as "intake/grafana"
 * @param answer what it came to, for whoever asks for it again; null before it is confirmed
 * @param keepUntil from then on it is forgotten, and the same key is another effect
 */
public record KeyedEffect(
    TenantId tenant,
    String scope,
    EffectKey key,
    Effect effect,
    @Nullable String answer,
    Instant keepUntil) {
  /**
   * Whether its holder may write {@code next} over it: the same fence, and a move that there is.
   */
  public boolean mayBecome(KeyedEffect next) {
    return effect.fence() == next.effect.fence()
        && effect.state().after(EffectState.Mover.HOLDER).contains(next.effect.state());
  }

  public KeyedEffect with(Effect next, @Nullable String given) {
    return new KeyedEffect(tenant, scope, key, next, given, keepUntil);
  }
}
