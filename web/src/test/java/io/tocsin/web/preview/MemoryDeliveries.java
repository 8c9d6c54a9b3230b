package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent.Kind;
import io.tocsin.model.notice.ChannelBook;
import io.tocsin.model.notice.ChannelState;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.DeliveryDesk;
import io.tocsin.model.notice.News;
import io.tocsin.model.store.Page;
import io.tocsin.web.deliveries.NoticeChannels;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Deliveries and channels in memory; nothing leaves. */
public final class MemoryDeliveries implements DeliveryDesk, ChannelBook, NoticeChannels {
  private static final List<Named> CHANNELS =
      List.of(
          new Named("payments-chat", "slack"),
          new Named("oncall", "pagerduty"),
          new Named("gongdan", "wecom"));

  private final Map<UUID, Delivery> rows = new ConcurrentHashMap<>();

  void fill(TenantId tenant, int count, List<Incident> incidents, Instant now) {
    EffectState[] states = {
      EffectState.CONFIRMED,
      EffectState.CONFIRMED,
      EffectState.UNKNOWN,
      EffectState.REFUSED,
      EffectState.NOT_NEEDED,
      EffectState.INTENT
    };
    for (int i = 0; i < count; i++) {
      EffectState state = states[i % states.length];
      put(
          new UUID(tenant.hashCode(), i),
          tenant,
          CHANNELS.get(i % CHANNELS.size()).name(),
          state == EffectState.NOT_NEEDED ? Kind.ESCALATE : Kind.TELL,
          new News(incidents.get(i % incidents.size()), List.of()),
          state,
          now.minus(Duration.ofMinutes(i)),
          because(state));
    }
  }

  private static String because(EffectState state) {
    return switch (state) {
      case CONFIRMED -> "delivered with attempt 1";
      case UNKNOWN -> "no answer within 10000 ms; sent again, may arrive twice";
      case REFUSED -> "HTTP 400: {\"error\": \"unknown field\"}";
      case NOT_NEEDED -> "TOC-7 was acknowledged in time";
      default -> "TOC-7 opened";
    };
  }

  public void put(
      UUID id,
      TenantId tenant,
      String channel,
      Kind kind,
      @Nullable News news,
      EffectState state,
      Instant at,
      String because) {
    rows.put(
        id,
        new Delivery(
            id,
            tenant,
            channel,
            kind,
            1,
            news,
            new Effect(state, 1, at, at, 1, null, null, at, because),
            null,
            null,
            null));
  }

  @Override
  public Page<Delivery> entries(
      TenantId tenant, String channel, Set<EffectState> states, int offset, int limit) {
    List<Delivery> found =
        rows.values().stream()
            .filter(row -> row.tenant().equals(tenant))
            .filter(row -> channel.isEmpty() || row.channel().equals(channel))
            .filter(row -> states.isEmpty() || states.contains(row.state()))
            .sorted(Comparator.comparing(Delivery::createdAt).reversed())
            .toList();
    return new Page<>(found.stream().skip(offset).limit(limit).toList(), found.size(), false, null);
  }

  @Override
  public Optional<Delivery> find(TenantId tenant, UUID id) {
    return Optional.ofNullable(rows.get(id)).filter(row -> row.tenant().equals(tenant));
  }

  @Override
  public Optional<Delivery> replay(TenantId tenant, UUID id, String because, Instant now) {
    Optional<Delivery> again =
        find(tenant, id)
            .filter(row -> row.state() == EffectState.REFUSED)
            .map(row -> row.with(row.effect().replayed(now, because)));
    again.ifPresent(row -> rows.put(id, row));
    return again;
  }

  @Override
  public Delivery test(TenantId tenant, String channel, UUID id, String because, Instant now) {
    put(id, tenant, channel, Kind.TEST, null, EffectState.INTENT, now, because);
    return find(tenant, id).orElseThrow();
  }

  @Override
  public ChannelState state(TenantId tenant, String channel) {
    return channel.equals("oncall")
        ? new ChannelState(
            tenant,
            channel,
            3,
            Instant.parse("2026-01-01T00:00:00Z"),
            "the channel does not know the token; check url and token of bot.channels.oncall",
            Instant.parse("2026-01-01T00:00:00Z"))
        : ChannelState.unused(tenant, channel);
  }

  @Override
  public void put(ChannelState state) {
    throw new UnsupportedOperationException("the console sends nothing");
  }

  @Override
  public List<ChannelState> states(TenantId tenant) {
    return List.of();
  }

  @Override
  public List<Named> of(TenantId tenant) {
    return tenant.equals(PreviewData.EMPTY) ? List.of() : CHANNELS;
  }

  @Override
  public void ring() {
    // Nothing is sent from here.
  }
}
