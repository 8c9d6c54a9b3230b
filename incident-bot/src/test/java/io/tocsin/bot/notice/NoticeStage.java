package io.tocsin.bot.notice;

import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.TenantId;
import io.tocsin.model.Uuid7;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.log.Position;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.ticket.TicketKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Incidents that change, and channels that are worked by hand, at a time that stands still. */
final class NoticeStage {
  final MutableClock clock = new MutableClock();
  final MemoryHouse house = new MemoryHouse(clock);
  final Map<String, ListedChannel> channels = new LinkedHashMap<>();
  private final Set<String> foreign = new HashSet<>();
  private final Map<String, ChannelWork> work = new LinkedHashMap<>();
  Roster roster = Roster.EMPTY;
  int priority = 3;
  private @Nullable NoticeConfig config;
  private @Nullable IncidentJournal journal;
  NoticeCounts counts = new NoticeCounts(List.of());

  NoticeStage channel(String name, ListedChannel channel) {
    channels.put(name, channel);
    return this;
  }

  /** A channel of somebody else's. */
  NoticeStage foreign(String name, ListedChannel channel) {
    foreign.add(name);
    return channel(name, channel);
  }

  static NoticeConfig config(RouteConfig... routes) {
    return new NoticeConfig(
        List.of(routes),
        Language.EN,
        "UTC",
        5,
        500,
        Duration.ofMinutes(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        Duration.ofHours(24));
  }

  static RouteConfig route(StepConfig... steps) {
    return new RouteConfig(null, null, null, null, List.of(steps));
  }

  static StepConfig step(int minutes, String... names) {
    return new StepConfig(Duration.ofMinutes(minutes), List.of(names), null);
  }

  /** Again: as after a start with edited routes. */
  NoticeStage open(RouteConfig... routes) {
    config = config(routes);
    List<NamedChannel> named =
        channels.entrySet().stream()
            .map(entry ->
                new NamedChannel(entry.getKey(), "list", tenant(entry.getKey()), entry.getValue()))
            .toList();
    counts = new NoticeCounts(named);
    NoticePorts ports =
        new NoticePorts(
            house.deliveries(),
            house.deliveries(),
            house,
            roster,
            incident -> priority,
            incident -> "https://tocsin.test/incidents/" + incident.name(),
            "https://tocsin.test/incidents",
            new Random(7),
            clock);
    for (NamedChannel channel : named) {
      work.put(channel.name(), new ChannelWork("here", config, channel, ports, counts));
    }
    journal =
        new NoticeJournal(
            house,
            new NoticePlan(config.routes(), named, roster, house.deliveries()),
            () -> {},
            clock);
    return this;
  }

  private TenantId tenant(String channel) {
    return foreign.contains(channel) ? new TenantId("broker") : Samples.TENANT;
  }

  /** Rounds until nothing is left to do at this time. */
  void work(String channel) {
    for (int i = 0; i < 100; i++) {
      var next = work.get(channel).round();
      if (next.isEmpty() || next.get().isAfter(clock.instant())) {
        return;
      }
    }
    throw new AssertionError("channel " + channel + " does not come to rest");
  }

  Incident incident(int number) {
    return incident(number, TicketKey.of(Samples.TENANT, "prod", fault(number), 1));
  }

  Incident incident(int number, @Nullable TicketKey key) {
    Instant now = clock.instant();
    Incident row =
        new Incident(
            Uuid7.next(clock),
            number,
            Samples.TENANT,
            fault(number),
            1,
            Incident.State.OPEN,
            new Source("refunds", "1.4.2", "i-1", "prod", null),
            "1.4.2",
            Samples.facts("no account <!channel> @all"),
            new RecordId(1, new Position(0, number), 0),
            null,
            null,
            now,
            now,
            now,
            null,
            null,
            null,
            key,
            new BlastRadius(0, 0, 0, false),
            0);
    return record(row, Kind.OPENED, Map.of(), "tocsin");
  }

  private FaultRef fault(int number) {
    return house.fault(Samples.TENANT, Samples.print(number), clock.instant());
  }

  Incident change(Incident incident, Incident.State state, Kind kind) {
    Incident now = house.find(incident.tenant(), incident.id()).orElseThrow();
    return record(copy(now, state, now.mute()), kind, Map.of(), "wang");
  }

  Incident mute(Incident incident, Duration length) {
    Incident now = house.find(incident.tenant(), incident.id()).orElseThrow();
    Mute mute = new Mute(clock.instant().plus(length), "known", "wang");
    return record(copy(now, now.state(), mute), Kind.MUTED, Map.of(), "wang");
  }

  Incident unmute(Incident incident) {
    Incident now = house.find(incident.tenant(), incident.id()).orElseThrow();
    return record(copy(now, now.state(), null), Kind.UNMUTED, Map.of(), "wang");
  }

  Incident owned(Incident incident, String team) {
    Incident now = house.find(incident.tenant(), incident.id()).orElseThrow();
    Owner owner = new Owner(team, null, List.of("line 3"));
    return record(now.withOwner(owner), Kind.OWNER_FOUND, Map.of("team", team), "tocsin");
  }

  Incident tell(Incident incident, Kind kind, Map<String, String> details) {
    Incident now = house.find(incident.tenant(), incident.id()).orElseThrow();
    return record(now, kind, details, "tocsin");
  }

  private Incident record(Incident row, Kind kind, Map<String, String> details, String by) {
    TimelineEvent event =
        new TimelineEvent(
            Uuid7.next(clock), row.id(), clock.instant(), kind, by, details, "as it was seen");
    return journal
        .record(new IncidentChange(row, List.of(event), List.of(), Set.of(), Set.of(), 1, false))
        .orElseThrow();
  }

  private static Incident copy(Incident i, Incident.State state, @Nullable Mute mute) {
    return new Incident(
        i.id(),
        i.number(),
        i.tenant(),
        i.fault(),
        i.episode(),
        state,
        i.source(),
        i.lastVersion(),
        i.facts(),
        i.sample(),
        i.traceId(),
        i.account(),
        i.openedAt(),
        i.firstSeen(),
        i.lastSeen(),
        i.owner(),
        i.assignee(),
        mute,
        i.ticketKey(),
        i.blast(),
        i.version());
  }

  List<EffectState> states(String channel) {
    return house.deliveries().statesOf(channel);
  }

  List<Delivery> rows() {
    return house.deliveries().rows();
  }
}
