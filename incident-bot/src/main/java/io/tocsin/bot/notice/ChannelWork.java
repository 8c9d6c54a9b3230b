package io.tocsin.bot.notice;

import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent.Kind;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.notice.ChannelState;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.Known;
import io.tocsin.model.ticket.SendBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One channel's deliveries: claims those that are due, leaves out what needs not be told any more,
 * gathers the rest in as many messages as the channel takes, and writes down each before and after
 * it is sent. Where the channel does not take one it is left alone for a while, all its deliveries
 * together, so that they come in their order afterwards.
 */
final class ChannelWork {
  private final String holder;
  private final NoticeConfig config;
  private final NamedChannel channel;
  private final NoticePorts ports;
  private final Messages messages;
  private final Settling settling;

  ChannelWork(
      String holder,
      NoticeConfig config,
      NamedChannel channel,
      NoticePorts ports,
      NoticeCounts counts) {
    this.holder = holder;
    this.config = config;
    this.channel = channel;
    this.ports = ports;
    this.messages = new Messages(config, channel.channel().traits().manner(), ports);
    this.settling = new Settling(config, channel, ports, counts);
  }

  /** What one round of a channel knows: its rows, and what it said of their incidents before. */
  private record Round(SendBy ends, Pace pace, Map<UUID, Known> told) {}

  /** One round. Returns when to look again; empty where a bell or the next sweep will do. */
  Optional<Instant> round() {
    Instant now = ports.clock().instant();
    ChannelState state = ports.book().state(channel.tenant(), channel.name());
    if (state.pausedAt(now)) {
      return Optional.ofNullable(state.pausedUntil());
    }
    Pace pace = pace(now);
    if (pace.room() == 0) {
      return Optional.of(pace.freeAt());
    }
    SendBy ends = new SendBy(System.nanoTime() + config.lease().toNanos());
    List<Delivery> rows =
        ports
            .ledger()
            .claim(channel.tenant(), channel.name(), holder, now, config.lease(), config.batch());
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Round round = new Round(ends, pace, told(rows));
    sendAll(weighed(rows, round, now), round);
    return Optional.of(ports.clock().instant());
  }

  private Pace pace(Instant now) {
    List<Traits.Rate> rates = channel.channel().traits().rates();
    return rates.isEmpty()
        ? Pace.of(rates, List.of(), now)
        : Pace.of(
            rates,
            ports
                .ledger()
                .sentSince(channel.tenant(), channel.name(), now.minus(Pace.sight(rates))),
            now);
  }

  private Map<UUID, Known> told(List<Delivery> rows) {
    Set<UUID> incidents =
        rows.stream()
            .filter(row -> row.news() != null)
            .map(row -> row.news().incident().id())
            .collect(Collectors.toSet());
    return new HashMap<>(ports.ledger().told(channel.tenant(), channel.name(), incidents));
  }

  private List<Pending> weighed(List<Delivery> rows, Round round, Instant now) {
    Map<UUID, Optional<Incident>> incidents = new HashMap<>();
    Map<UUID, Known> aboutToKnow = new HashMap<>(round.told());
    List<Pending> due = new ArrayList<>();
    List<Delivery> others = new ArrayList<>();
    TenantId tenant = channel.tenant();
    for (Delivery row : rows) {
      UUID id = row.news() == null ? null : row.news().incident().id();
      Incident incident =
          id == null
              ? null
              : incidents
                  .computeIfAbsent(id, any -> ports.incidents().find(tenant, any))
                  .orElse(null);
      Known known = id == null ? null : aboutToKnow.get(id);
      boolean called = row.kind() == Kind.ESCALATE && isCalled(incident, known);
      boolean follows = channel.channel().traits().follows();
      String offDuty = offDuty(row, now);
      switch (Relevance.of(row, incident, known != null, called, follows, offDuty, now)) {
        case Relevance.Due any -> {
          due.add(new Pending(row, incident));
          if (id != null) {
            aboutToKnow.merge(
                id, new Known("", row.kind() == Kind.UPDATE ? null : now), Known::then);
          }
        }
        case Relevance.Held held -> others.add(settling.held(row, held));
        case Relevance.Idle idle -> others.add(settling.idle(row, idle));
      }
    }
    ports.ledger().advance(others);
    return due;
  }

  private @Nullable String offDuty(Delivery row, Instant now) {
    return row.onCall() == null
        ? null
        : ports.roster().offDuty(row.tenant(), row.onCall(), now).orElse(null);
  }

  /** Two routes may name it, and it is called once for one silence. */
  private boolean isCalled(@Nullable Incident incident, @Nullable Known known) {
    Instant calledAt = known == null ? null : known.calledAt();
    return incident != null
        && calledAt != null
        && ports.incidents().timeline(incident.tenant(), incident.id()).stream()
            .filter(event ->
                event.kind() == TimelineEvent.Kind.OPENED
                    || event.kind() == TimelineEvent.Kind.REOPENED)
            .noneMatch(event -> event.at().isAfter(calledAt));
  }

  private void sendAll(List<Pending> due, Round round) {
    Parcels parcels =
        new Parcels(
            channel.channel().traits(), config.gatherAbove(), news -> receipt(news, round) != null);
    int room = round.pace().room();
    boolean goesOn = true;
    List<Pending> left = new ArrayList<>();
    for (List<Pending> parcel : parcels.of(due, round.pace())) {
      if (goesOn && room > 0 && covers(round.ends())) {
        room--;
        goesOn = send(parcel, round);
      } else {
        left.addAll(parcel);
      }
    }
    settling.release(left.stream().map(Pending::row).toList());
  }

  /** Whether the lease covers another message. */
  private boolean covers(SendBy ends) {
    return ends.nanos() - System.nanoTime() >= channel.channel().traits().longest().toNanos();
  }

  /** The message that the news changes; null where it is a new one. */
  private @Nullable String receipt(List<Pending> news, Round round) {
    Incident incident = news.getFirst().incident();
    if (incident == null
        || channel.channel().traits().manner() != Manner.LIVING
        || news.stream().anyMatch(Pending::calls)) {
      return null;
    }
    Known known = round.told().get(incident.id());
    return known == null || known.receipt().isEmpty() ? null : known.receipt();
  }

  /** False where the channel is to be left alone from now on. */
  private boolean send(List<Pending> parcel, Round round) {
    boolean one = Parcels.byIncident(parcel).size() == 1;
    Dispatch message = messages.of(parcel, one ? receipt(parcel, round) : null);
    List<Delivery> sent = settling.sent(parcel.stream().map(Pending::row).toList(), message.id());
    if (sent.size() < parcel.size()) {
      // Somebody else has taken over: whatever was left is theirs as well.
      return false;
    }
    try {
      String receipt = channel.channel().send(message, round.ends());
      settling.delivered(sent, one ? receipt : null, message.notices().size());
      if (one && receipt != null && parcel.getFirst().incident() != null) {
        round
            .told()
            .merge(parcel.getFirst().incident().id(), new Known(receipt, null), Known::then);
      }
      return true;
    } catch (DeliveryException e) {
      return settling.failed(sent, message.firstSent() != null, e);
    }
  }
}
