package io.tocsin.bot.backtest;

import io.tocsin.model.backtest.BacktestLine;
import io.tocsin.model.backtest.BacktestLine.Difference;
import io.tocsin.model.backtest.PlannedTicket;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What would be filed against what was. The same is the same fault in the same environment, its
 * episodes in their order; of each what the ticket said when it was filed.
 */
final class Comparison {
  private static final String GATHERED =
      "beyond its team's tickets of the hour: it would be named in an umbrella ticket";
  private static final String NOT_OPENED = "there would be no such incident";

  private final Past past;
  private final PlayedLedger ledger;
  private final PlayedFiling filing;
  private final Instant from;
  private final Instant to;

  Comparison(Past past, PlayedLedger ledger, PlayedFiling filing, Instant from, Instant to) {
    this.past = past;
    this.ledger = ledger;
    this.filing = filing;
    this.from = from;
    this.to = to;
  }

  /**
   * What differs first, then by time.
   *
   * @param played incidents as they would be
   * @param counts which of both are compared
   */
  List<BacktestLine> lines(Iterable<Incident> played, Predicate<Incident> counts) {
    Map<Place, List<Incident>> would = byPlace(played, counts);
    List<Incident> all = new ArrayList<>();
    past.places().forEach(all::addAll);
    Map<Place, List<Incident>> was = byPlace(all, counts);
    Set<Place> places = new LinkedHashSet<>(was.keySet());
    places.addAll(would.keySet());
    List<BacktestLine> lines = new ArrayList<>();
    for (Place place : places) {
      List<Incident> one = was.getOrDefault(place, List.of());
      List<Incident> other = would.getOrDefault(place, List.of());
      for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
        line(i < one.size() ? one.get(i) : null, i < other.size() ? other.get(i) : null)
            .ifPresent(lines::add);
      }
    }
    lines.sort(Comparator.comparing(BacktestLine::same).thenComparing(Comparison::at));
    return lines;
  }

  private static Instant at(BacktestLine line) {
    PlannedTicket ticket = line.would() == null ? line.happened() : line.would();
    return Objects.requireNonNull(ticket).at();
  }

  /** Those that were opened in the time that is played through. */
  private Map<Place, List<Incident>> byPlace(
      Iterable<Incident> incidents, Predicate<Incident> counts) {
    Map<Place, List<Incident>> byPlace = new HashMap<>();
    for (Incident incident : incidents) {
      boolean inTime = !incident.openedAt().isBefore(from) && incident.openedAt().isBefore(to);
      if (inTime && counts.test(incident)) {
        byPlace.computeIfAbsent(Place.of(incident), place -> new ArrayList<>()).add(incident);
      }
    }
    byPlace.values().forEach(list -> list.sort(Comparator.comparing(Incident::episode)));
    return byPlace;
  }

  private Optional<BacktestLine> line(@Nullable Incident was, @Nullable Incident would) {
    List<TimelineEvent> timeline = was == null ? List.of() : past.timeline(was);
    PlannedTicket happened = was == null ? null : filed(timeline);
    PlannedTicket planned = would == null ? null : ledger.planned(would).orElse(null);
    Incident any = was == null ? would : was;
    if (any == null || happened == null && planned == null) {
      return Optional.empty();
    }
    Set<Difference> differences = differences(happened, planned);
    return Optional.of(
        new BacktestLine(
            any.source().service(),
            any.source().environment(),
            was == null ? null : was.name(),
            happened,
            planned,
            differences,
            because(differences, was, would, happened, planned)));
  }

  private static Set<Difference> differences(
      @Nullable PlannedTicket happened, @Nullable PlannedTicket planned) {
    Set<Difference> found = EnumSet.noneOf(Difference.class);
    if (happened == null) {
      found.add(Difference.NEW);
    } else if (planned == null) {
      found.add(Difference.NOT_FILED);
    } else {
      if (!Objects.equals(happened.team(), planned.team()) || otherPerson(happened, planned)) {
        found.add(Difference.OWNER);
      }
      if (happened.priority() != 0 && happened.priority() != planned.priority()) {
        found.add(Difference.PRIORITY);
      }
      if (happened.title() != null && !happened.title().equals(planned.title())) {
        found.add(Difference.TITLE);
      }
    }
    return found;
  }

  /** Blame may have come after the ticket: nobody then is not somebody else. */
  private static boolean otherPerson(PlannedTicket happened, PlannedTicket planned) {
    return happened.person() != null
        && planned.person() != null
        && !happened.person().equals(planned.person());
  }

  private String because(
      Set<Difference> differences,
      @Nullable Incident was,
      @Nullable Incident would,
      @Nullable PlannedTicket happened,
      @Nullable PlannedTicket planned) {
    if (differences.contains(Difference.NOT_FILED)) {
      return would == null ? NOT_OPENED : filing.gathered(would) ? GATHERED : withoutTicket(would);
    }
    if (differences.contains(Difference.NEW)) {
      return was == null ? "there was no such incident" : withoutTicket(was);
    }
    if (differences.contains(Difference.OWNER) && planned != null && happened != null) {
      return "owner by " + planned.because() + "; then by " + happened.because();
    }
    return "";
  }

  private static String withoutTicket(Incident incident) {
    Mute mute = incident.mute();
    if (incident.ticketKey() == null) {
      return "of load-test traffic only";
    }
    return mute == null
        ? "no ticket of it was filed in this time"
        : "muted by " + mute.by() + ": " + mute.reason();
  }

  /** As the timeline has it. */
  private @Nullable PlannedTicket filed(List<TimelineEvent> timeline) {
    TimelineEvent filed =
        timeline.stream()
            .filter(event -> event.kind() == Kind.TICKET_FILED && event.at().isBefore(to))
            .findFirst()
            .orElse(null);
    if (filed == null) {
      return null;
    }
    TimelineEvent owner =
        timeline.stream()
            .filter(e -> e.kind() == Kind.OWNER_FOUND || e.kind() == Kind.OWNER_UNKNOWN)
            .findFirst()
            .orElse(filed);
    return new PlannedTicket(
        filed.at(),
        filed.details().get("title"),
        owner.details().get("team"),
        owner.details().get("person"),
        Integer.parseInt(filed.details().getOrDefault("priority", "0")),
        filed.details().get("ticket"),
        owner.because());
  }
}
