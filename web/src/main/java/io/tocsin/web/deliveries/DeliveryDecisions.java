package io.tocsin.web.deliveries;

import io.tocsin.model.Uuid7;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.DeliveryDesk;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people decide about deliveries, with the journal's entry of it. */
@Component
public final class DeliveryDecisions {
  private final DeliveryDesk desk;
  private final NoticeChannels channels;
  private final AuditJournal audit;
  private final InstantSource clock;

  DeliveryDecisions(
      DeliveryDesk desk, NoticeChannels channels, AuditJournal audit, InstantSource clock) {
    this.desk = desk;
    this.channels = channels;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Empty where it was not refused.
   *
   * @param reason why the channel may take it now
   */
  public Optional<Delivery> replay(Viewer viewer, UUID id, String reason) {
    Optional<Delivery> again =
        desk.replay(
            viewer.tenant(), id, "sent again by " + viewer.name() + ": " + reason, clock.instant());
    again.ifPresent(row -> {
      entered(
          viewer,
          "notice.replay",
          "delivery/" + id,
          EffectState.REFUSED.name(),
          row.state().name(),
          reason);
      channels.ring();
    });
    return again;
  }

  /** A message that goes the way of all others. */
  public Delivery test(Viewer viewer, String channel) {
    if (channels.of(viewer.tenant()).stream().noneMatch(some -> some.name().equals(channel))) {
      throw new NotHereException("no channel " + channel);
    }
    Delivery row =
        desk.test(
            viewer.tenant(),
            channel,
            Uuid7.next(clock),
            "tried by " + viewer.name(),
            clock.instant());
    entered(viewer, "notice.test", "channel/" + channel, null, row.id().toString(), row.because());
    channels.ring();
    return row;
  }

  private void entered(
      Viewer viewer,
      String action,
      String resource,
      @Nullable String before,
      String after,
      String because) {
    audit.append(
        new AuditDraft(viewer.tenant(), viewer.name(), action, resource, before, after, because));
  }
}
