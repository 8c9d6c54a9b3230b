package io.tocsin.model.notice;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.oncall.DutyRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the deliveries' ledger: one change, for one channel.
 *
 * @param id of the event as receivers see it
 * @param channel its name in the settings
 * @param sequence place among the incident's events on this channel, from 1; 0 for what has no
 *     place in that order: an escalation, a test
 * @param news null for a test
 * @param effect how far it has come
 * @param message the message that it went out with last; several rows share one that was gathered
 * @param receipt what the channel needs to change the message later; null where it gave none; empty
 *     where it may have been told before a restore
 * @param onCall whom an escalation calls; null where the channel is called whoever has it
 */
public record Delivery(
    UUID id,
    TenantId tenant,
    String channel,
    NoticeIntent.Kind kind,
    long sequence,
    @Nullable News news,
    Effect effect,
    @Nullable UUID message,
    @Nullable String receipt,
    @Nullable DutyRef onCall) {
  /** On its way: written down before it is sent, the lease kept. */
  public Delivery sent(Instant now, UUID in) {
    return new Delivery(
        id, tenant, channel, kind, sequence, news, effect.sent(now), in, receipt, onCall);
  }

  /** Gives up the lease; claimed again when it is due. */
  public Delivery later(EffectState next, Instant due, String why) {
    return with(effect.later(next, due, why));
  }

  /** Settled; the lease is given up. */
  public Delivery settled(EffectState last, String why) {
    return with(effect.settled(last, why));
  }

  public Delivery withReceipt(@Nullable String given) {
    return new Delivery(id, tenant, channel, kind, sequence, news, effect, message, given, onCall);
  }

  public Delivery with(Effect next) {
    return new Delivery(id, tenant, channel, kind, sequence, news, next, message, receipt, onCall);
  }

  public EffectState state() {
    return effect.state();
  }

  public int attempts() {
    return effect.attempts();
  }

  public Instant createdAt() {
    return effect.createdAt();
  }

  public Instant dueAt() {
    return effect.dueAt();
  }

  public long fence() {
    return effect.fence();
  }

  public @Nullable String holder() {
    return effect.holder();
  }

  public @Nullable Instant leaseUntil() {
    return effect.leaseUntil();
  }

  public @Nullable Instant sentAt() {
    return effect.sentAt();
  }

  public String because() {
    return effect.because();
  }
}
