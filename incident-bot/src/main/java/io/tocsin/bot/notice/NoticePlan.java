package io.tocsin.bot.notice;

import io.tocsin.bot.oncall.OnCallStep;
import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.notice.DeliveryLedger;
import io.tocsin.model.oncall.DutyRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which channels a change must be told on. */
final class NoticePlan {
  private static final Set<Kind> BEGINNINGS = EnumSet.of(Kind.OPENED, Kind.REOPENED);

  /** Whoever was told that it began waits for these. */
  private static final Set<Kind> ENDINGS = EnumSet.of(Kind.ACKNOWLEDGED, Kind.CLOSED);

  private static final Set<Kind> STATES =
      EnumSet.of(Kind.OPENED, Kind.REOPENED, Kind.ACKNOWLEDGED, Kind.CLOSED);

  /** What a message that is kept up to date says as well. */
  private static final Set<Kind> FOLLOWED =
      EnumSet.of(
          Kind.ASSIGNED,
          Kind.OWNER_FOUND,
          Kind.TICKET_FILED,
          Kind.TICKET_CHANGED,
          Kind.TICKET_CLOSED,
          Kind.TICKET_REOPENED,
          Kind.SUSPECT_COMMIT,
          Kind.DIAGNOSED,
          Kind.MUTED,
          Kind.UNMUTED);

  /** A machine is told of all else as well, but not each time that the fault was seen again. */
  private static final Set<Kind> CHANGES = EnumSet.complementOf(EnumSet.of(Kind.RECURRED));

  private final List<RouteConfig> routes;
  private final Map<String, NamedChannel> channels = new LinkedHashMap<>();
  private final Roster roster;
  private final DeliveryLedger ledger;

  /**
   * @param ledger which channels were to be told of an incident
   */
  NoticePlan(
      List<RouteConfig> routes, List<NamedChannel> channels, Roster roster, DeliveryLedger ledger) {
    this.roster = roster;
    this.ledger = ledger;
    this.routes = List.copyOf(routes);
    channels.forEach(channel -> this.channels.put(channel.name(), channel));
  }

  List<NoticeIntent> of(IncidentChange change, Instant now) {
    Incident incident = change.after();
    Set<Kind> kinds = change.events().stream().map(TimelineEvent::kind).collect(Collectors.toSet());
    boolean isTold = kinds.stream().anyMatch(CHANGES::contains);
    // Without a ticket it is load-test traffic: shown, told nobody.
    if (!isTold || incident.ticketKey() == null) {
      return List.of();
    }
    List<Way> ways = ways(incident);
    Stream<NoticeIntent> routed =
        ways.stream()
            .filter(way -> hears(way.channel(), kinds))
            .flatMap(way -> intents(way, incident, kinds, now));
    Stream<NoticeIntent> left =
        kinds.stream().anyMatch(ENDINGS::contains) ? left(ways, incident, now) : Stream.empty();
    return onlyOnce(Stream.concat(routed, left).toList());
  }

  /**
   * For channels to which no way leads any more, since a route was edited or the owner was found,
   * and that were told of it or may be yet: what they opened stays open otherwise. Whether they
   * were is weighed when it is their turn.
   */
  private Stream<NoticeIntent> left(List<Way> ways, Incident incident, Instant now) {
    Set<NamedChannel> reached = ways.stream().map(Way::channel).collect(Collectors.toSet());
    Set<String> meant = ledger.channelsOf(incident.tenant(), incident.id());
    return channels.values().stream()
        .filter(channel -> channel.tenant().equals(incident.tenant()))
        .filter(channel -> !reached.contains(channel))
        .filter(channel -> meant.contains(channel.name()))
        .map(channel -> update(channel, incident, now));
  }

  private static NoticeIntent update(NamedChannel channel, Incident incident, Instant now) {
    return new NoticeIntent(
        channel.name(), NoticeIntent.Kind.UPDATE, now, incident.name() + " changed");
  }

  /** A channel to which several ways lead is told of a change once, though called by each. */
  private static List<NoticeIntent> onlyOnce(List<NoticeIntent> all) {
    Set<String> told =
        all.stream()
            .filter(intent -> intent.kind() == NoticeIntent.Kind.TELL)
            .map(NoticeIntent::channel)
            .collect(Collectors.toSet());
    Set<String> heard = new HashSet<>();
    return all.stream()
        .filter(intent ->
            switch (intent.kind()) {
              case TELL -> heard.add(intent.channel());
              case UPDATE -> !told.contains(intent.channel()) && heard.add(intent.channel());
              case ESCALATE, TEST -> true;
            })
        .toList();
  }

  /**
   * @param onCall who is to be reached by it; null where the channel is named itself
   */
  private record Way(NamedChannel channel, Duration after, @Nullable DutyRef onCall) {}

  /** Each channel with when it is told first, and whom it reaches; of its tenant only. */
  private List<Way> ways(Incident incident) {
    if (routes.isEmpty()) {
      return ofTenant(
          channels.values().stream().map(channel -> new Way(channel, Duration.ZERO, null)),
          incident.tenant());
    }
    return routes.stream()
        .filter(route -> route.matches(incident))
        .findFirst()
        .map(route -> ways(route, incident.tenant()))
        .orElse(List.of());
  }

  private List<Way> ways(RouteConfig route, TenantId tenant) {
    Map<String, Way> named = new LinkedHashMap<>();
    List<Way> onCall = new ArrayList<>();
    for (StepConfig step : route.steps()) {
      for (String name : step.channels()) {
        named.putIfAbsent(name, new Way(channel(name), step.after(), null));
      }
      if (step.onCall() != null) {
        for (Roster.Reach reach : roster.all(tenant, OnCallStep.of(step.onCall()))) {
          onCall.add(new Way(channel(reach.channel()), step.after(), reach.person()));
        }
      }
    }
    return ofTenant(Stream.concat(named.values().stream(), onCall.stream()), tenant);
  }

  private static List<Way> ofTenant(Stream<Way> ways, TenantId tenant) {
    return ways.filter(way -> way.channel().tenant().equals(tenant)).toList();
  }

  private NamedChannel channel(String name) {
    return Objects.requireNonNull(channels.get(name), name);
  }

  /** The owner may send an incident another way than before, so all hear of that. */
  private static boolean hears(NamedChannel channel, Set<Kind> kinds) {
    Set<Kind> more =
        switch (channel.channel().traits().manner()) {
          case TOLD -> EnumSet.of(Kind.OWNER_FOUND);
          case LIVING -> FOLLOWED;
          case EACH -> CHANGES;
        };
    return kinds.stream().anyMatch(kind -> STATES.contains(kind) || more.contains(kind));
  }

  private Stream<NoticeIntent> intents(Way way, Incident incident, Set<Kind> kinds, Instant now) {
    boolean begins = kinds.stream().anyMatch(BEGINNINGS::contains);
    boolean ownerFound = kinds.contains(Kind.OWNER_FOUND);
    String name = way.channel().name();
    NoticeIntent update = update(way.channel(), incident, now);
    if (way.after().isZero()) {
      String told = begins ? incident.name() + " opened" : update.because();
      return Stream.of(
          (begins || ownerFound) && isOnDuty(way, now)
              ? new NoticeIntent(name, NoticeIntent.Kind.TELL, now, told)
              : update);
    }
    if (begins) {
      return Stream.of(escalation(way, incident, now.plus(way.after())));
    }
    if (ownerFound && incident.state() == Incident.State.OPEN) {
      // The owner's team may be another than was to be called so far. The silence counts from the
      // opening; where it has lasted that long already, every further minute is lost.
      Instant due = incident.openedAt().plus(way.after());
      return Stream.of(update, escalation(way, incident, due.isBefore(now) ? now : due));
    }
    return Stream.of(update);
  }

  private boolean isOnDuty(Way way, Instant now) {
    return way.onCall() == null
        || roster.offDuty(way.channel().tenant(), way.onCall(), now).isEmpty();
  }

  private static NoticeIntent escalation(Way way, Incident incident, Instant due) {
    return new NoticeIntent(
        way.channel().name(),
        NoticeIntent.Kind.ESCALATE,
        due,
        "told if nobody has acknowledged " + incident.name() + " after " + way.after(),
        way.onCall());
  }
}
