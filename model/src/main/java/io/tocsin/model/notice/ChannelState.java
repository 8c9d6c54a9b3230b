package io.tocsin.model.notice;

import io.tocsin.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel was when it was last used.
 *
 * @param failures in a row; 0 where the last message was taken
 * @param pausedUntil nothing is sent before; null where it is not left alone
 * @param because its last answer, for people
 * @param at when that was; null where it was never used
 */
public record ChannelState(
    TenantId tenant,
    String channel,
    int failures,
    @Nullable Instant pausedUntil,
    String because,
    @Nullable Instant at) {
  public static ChannelState unused(TenantId tenant, String channel) {
    return new ChannelState(tenant, channel, 0, null, "nothing was sent yet", null);
  }

  public boolean pausedAt(Instant now) {
    return pausedUntil != null && now.isBefore(pausedUntil);
  }
}
