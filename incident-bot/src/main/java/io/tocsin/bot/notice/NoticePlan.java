package io.tocsin.bot.notice;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which channels a change must be told on. Pure. */
final class NoticePlan {
  private static final Set<Kind> BEGINNINGS = EnumSet.of(Kind.OPENED, Kind.REOPENED);
  private static final Set<Kind> STATES =
      EnumSet.of(Kind.OPENED, Kind.REOPENED, Kind.ACKNOWLEDGED, Kind.CLOSED);

  /** What a message that is kept up to date says as well. */
  private static final Set<Kind> FOLLOWED =
      EnumSet.of(
          Kind.ASSIGNED,
          Kind.OWNER_FOUND,
          Kind.TICKET_FILED,
          Kind.SUSPECT_COMMIT,
          Kind.DIAGNOSED,
          Kind.MUTED,
          Kind.UNMUTED);

  private final List<RouteConfig> routes;
  private final Map<String, NamedChannel> channels = new LinkedHashMap<>();

  NoticePlan(List<RouteConfig> routes, List<NamedChannel> channels) {
    this.routes = List.copyOf(routes);
    channels.forEach(channel -> this.channels.put(channel.name(), channel));
  }

  List<NoticeIntent> of(IncidentChange change, Instant now) {
    Incident incident = change.after();
    Set<Kind> kinds = change.events().stream().map(TimelineEvent::kind).collect(Collectors.toSet());
    boolean isTold =
        kinds.stream().anyMatch(kind -> STATES.contains(kind) || FOLLOWED.contains(kind));
    // Without a ticket it is load-test traffic: shown, told nobody.
    if (!isTold || incident.ticketKey() == null) {
      return List.of();
    }
    return ways(incident).entrySet().stream()
        .filter(way -> hears(way.getKey(), kinds))
        .flatMap(way -> intents(way.getKey(), way.getValue(), incident, kinds, now))
        .toList();
  }

  /** Each channel with when it is told first; of its tenant only. */
  private Map<NamedChannel, Duration> ways(Incident incident) {
    Map<NamedChannel, Duration> ways = new LinkedHashMap<>();
    if (routes.isEmpty()) {
      channels.values().forEach(channel -> ways.put(channel, Duration.ZERO));
    }
    routes.stream()
        .filter(route -> route.matches(incident))
        .findFirst()
        .ifPresent(route ->
            route
                .steps()
                .forEach(step ->
                    step.channels().stream()
                        .map(channels::get)
                        .forEach(channel -> ways.putIfAbsent(channel, step.after()))));
    ways.keySet().removeIf(channel -> !channel.tenant().equals(incident.tenant()));
    return ways;
  }

  /** The owner may send an incident another way than before, so all hear of that. */
  private static boolean hears(NamedChannel channel, Set<Kind> kinds) {
    return channel.channel().traits().follows()
        || kinds.stream().anyMatch(kind -> STATES.contains(kind) || kind == Kind.OWNER_FOUND);
  }

  private static Stream<NoticeIntent> intents(
      NamedChannel channel, Duration after, Incident incident, Set<Kind> kinds, Instant now) {
    boolean begins = kinds.stream().anyMatch(BEGINNINGS::contains);
    boolean ownerFound = kinds.contains(Kind.OWNER_FOUND);
    String what = incident.name() + " changed";
    NoticeIntent update = new NoticeIntent(channel.name(), NoticeIntent.Kind.UPDATE, now, what);
    if (after.isZero()) {
      String told = begins ? incident.name() + " opened" : what;
      return Stream.of(
          begins || ownerFound
              ? new NoticeIntent(channel.name(), NoticeIntent.Kind.TELL, now, told)
              : update);
    }
    if (begins) {
      return Stream.of(escalation(channel, after, incident, now.plus(after)));
    }
    if (ownerFound && incident.state() == Incident.State.OPEN) {
      // The owner's team may be another than was to be called so far. The silence counts from the
      // opening; where it has lasted that long already, every further minute is lost.
      Instant due = incident.openedAt().plus(after);
      return Stream.of(update, escalation(channel, after, incident, due.isBefore(now) ? now : due));
    }
    return Stream.of(update);
  }

  private static NoticeIntent escalation(
      NamedChannel channel, Duration after, Incident incident, Instant due) {
    return new NoticeIntent(
        channel.name(),
        NoticeIntent.Kind.ESCALATE,
        due,
        "told if nobody has acknowledged " + incident.name() + " after " + after);
  }
}
