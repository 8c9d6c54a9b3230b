package io.tocsin.bot.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.EffectState.Mover;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.notice.ChannelBook;
import io.tocsin.model.notice.ChannelState;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.DeliveryLedger;
import io.tocsin.model.notice.Known;
import io.tocsin.model.notice.News;
import io.tocsin.model.oncall.DutyRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deliveries in a map, each call one transaction. */
public final class MemoryDeliveries implements DeliveryLedger, ChannelBook {
  private final Map<UUID, Delivery> rows = new LinkedHashMap<>();
  private final Map<String, ChannelState> states = new HashMap<>();
  private long ids;

  synchronized void intend(
      Incident incident, List<TimelineEvent> events, NoticeIntent intent, Instant now) {
    boolean ordered = intent.kind() != NoticeIntent.Kind.ESCALATE;
    long before =
        rows.values().stream()
            .filter(row -> isOf(row, incident.id()) && row.channel().equals(intent.channel()))
            .mapToLong(Delivery::sequence)
            .max()
            .orElse(0);
    add(
        incident.tenant(),
        intent.channel(),
        intent.kind(),
        ordered ? before + 1 : 0,
        new News(incident, events),
        now,
        intent.dueAt(),
        intent.because(),
        intent.onCall());
  }

  public synchronized void test(TenantId tenant, String channel, String because, Instant now) {
    add(tenant, channel, NoticeIntent.Kind.TEST, 0, null, now, now, because, null);
  }

  private void add(
      TenantId tenant,
      String channel,
      NoticeIntent.Kind kind,
      long sequence,
      @Nullable News news,
      Instant now,
      Instant due,
      String because,
      @Nullable DutyRef onCall) {
    UUID id = new UUID(1, ++ids);
    rows.put(
        id,
        new Delivery(
            id,
            tenant,
            channel,
            kind,
            sequence,
            news,
            Effect.intended(now, due, because),
            null,
            null,
            onCall));
  }

  private static boolean isOf(Delivery row, @Nullable UUID incident) {
    return row.news() != null && row.news().incident().id().equals(incident);
  }

  @Override
  public synchronized List<Delivery> claim(
      TenantId tenant, String channel, String holder, Instant now, Duration lease, int limit) {
    List<Delivery> open = open(tenant, channel);
    if (open.stream().anyMatch(row -> row.leaseUntil() != null && row.leaseUntil().isAfter(now))) {
      return List.of();
    }
    List<Delivery> due =
        open.stream()
            .filter(row -> !row.dueAt().isAfter(now))
            .filter(row -> open.stream().noneMatch(other -> holdsBack(other, row)))
            .sorted(Comparator.comparing(Delivery::dueAt).thenComparingLong(Delivery::sequence))
            .limit(limit)
            .map(row -> row.with(row.effect().claimed(holder, now, lease)))
            .toList();
    due.forEach(row -> rows.put(row.id(), row));
    return due;
  }

  private List<Delivery> open(TenantId tenant, String channel) {
    return rows.values().stream()
        .filter(row -> row.tenant().equals(tenant) && row.channel().equals(channel))
        .filter(row -> !row.state().settled())
        .toList();
  }

  private static boolean holdsBack(Delivery earlier, Delivery row) {
    return row.news() != null
        && isOf(earlier, row.news().incident().id())
        && earlier.sequence() > 0
        && earlier.sequence() < row.sequence()
        && earlier.dueAt().isAfter(row.dueAt());
  }

  @Override
  public synchronized List<Delivery> advance(List<Delivery> changed) {
    List<Delivery> written = new ArrayList<>();
    for (Delivery row : changed) {
      Delivery now = rows.get(row.id());
      if (now != null && now.fence() == row.fence()) {
        assertThat(row.state().before(Mover.HOLDER)).contains(now.state());
        rows.put(row.id(), row);
        written.add(row);
      }
    }
    return written;
  }

  @Override
  public synchronized Map<UUID, Known> told(TenantId tenant, String channel, Set<UUID> incidents) {
    Map<UUID, Known> told = new HashMap<>();
    rows.values().stream()
        .filter(row -> row.tenant().equals(tenant) && row.channel().equals(channel))
        .filter(row -> row.state() == EffectState.CONFIRMED && row.news() != null)
        .filter(row -> incidents.contains(row.news().incident().id()))
        .sorted(Comparator.comparing(Delivery::sentAt).thenComparingLong(Delivery::sequence))
        .forEach(row ->
            told.merge(
                row.news().incident().id(),
                new Known(
                    row.receipt() == null ? "" : row.receipt(),
                    row.kind() == NoticeIntent.Kind.UPDATE ? null : row.sentAt()),
                Known::then));
    return told;
  }

  @Override
  public synchronized Set<String> channelsOf(TenantId tenant, UUID incident) {
    return rows.values().stream()
        .filter(row -> row.tenant().equals(tenant) && isOf(row, incident))
        .map(Delivery::channel)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized List<Instant> sentSince(TenantId tenant, String channel, Instant since) {
    Map<UUID, Instant> sent = new HashMap<>();
    rows.values().stream()
        .filter(row -> row.tenant().equals(tenant) && row.channel().equals(channel))
        .filter(row -> row.sentAt() != null && row.sentAt().isAfter(since))
        .forEach(row -> sent.put(row.message(), row.sentAt()));
    return List.copyOf(sent.values());
  }

  @Override
  public synchronized ChannelState state(TenantId tenant, String channel) {
    return states.getOrDefault(tenant + "|" + channel, ChannelState.unused(tenant, channel));
  }

  @Override
  public synchronized void put(ChannelState state) {
    states.put(state.tenant() + "|" + state.channel(), state);
  }

  @Override
  public synchronized List<ChannelState> states(TenantId tenant) {
    return states.values().stream().filter(state -> state.tenant().equals(tenant)).toList();
  }

  public synchronized List<Delivery> rows() {
    return List.copyOf(rows.values());
  }

  /** Of one channel, in the order in which they were written. */
  public List<EffectState> statesOf(String channel) {
    return rows().stream()
        .filter(row -> row.channel().equals(channel))
        .map(Delivery::state)
        .toList();
  }

  /** As if another process had claimed it since. */
  public synchronized void takeOver(UUID id) {
    rows.computeIfPresent(
        id,
        (any, row) ->
            row.with(row.effect().claimed("another", row.createdAt(), Duration.ofDays(1))));
  }
}
