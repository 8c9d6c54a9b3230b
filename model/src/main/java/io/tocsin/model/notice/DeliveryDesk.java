package io.tocsin.model.notice;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What people do with deliveries. */
public interface DeliveryDesk {
  /**
   * Newest first.
   *
   * @param channel empty for all
   * @param states any of these; empty for all
   * @param limit 1 to 200
   */
  Page<Delivery> entries(
      TenantId tenant, String channel, Set<EffectState> states, int offset, int limit);

  Optional<Delivery> find(TenantId tenant, UUID id);

  /**
   * Makes a refused row due again, behind nobody. Empty, and nothing written, where there is no
   * such row or it was not refused.
   *
   * @param because who wants it, and why
   */
  Optional<Delivery> replay(TenantId tenant, UUID id, String because, Instant now);

  /** A test message, due at once, that goes the way of all others. */
  Delivery test(TenantId tenant, String channel, UUID id, String because, Instant now);
}
