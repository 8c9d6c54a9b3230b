package io.tocsin.collector.sampling;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The share of traces by hour of day. */
final class Calendar {
  private record Span(LocalTime from, LocalTime to, Set<DayOfWeek> days, Share share) {
    boolean holds(ZonedDateTime at) {
      LocalTime time = at.toLocalTime();
      if (from.isBefore(to)) {
        return on(at.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
      }
      return !time.isBefore(from) && on(at.getDayOfWeek())
          || time.isBefore(to) && on(at.getDayOfWeek().minus(1));
    }

    private boolean on(DayOfWeek day) {
      return days.isEmpty() || days.contains(day);
    }
  }

  private static final Share ALL = new Share(0);

  private final List<Span> spans;
  private final ZoneId zone;

  Calendar(SamplingConfig config) {
    this.zone = ZoneId.of(config.zone());
    this.spans =
        config.hours().stream()
            .map(hours ->
                new Span(
                    LocalTime.parse(hours.from()),
                    LocalTime.parse(hours.to()),
                    hours.days().stream()
                        .map(SamplingConfig.Hours::day)
                        .collect(Collectors.toUnmodifiableSet()),
                    Share.oneOf(100 / hours.percent())))
            .toList();
  }

  Share at(Instant observed) {
    ZonedDateTime at = observed.atZone(zone);
    return spans.stream().filter(span -> span.holds(at)).findFirst().map(Span::share).orElse(ALL);
  }
}
