package io.tocsin.web.tickets;

import static java.util.Comparator.naturalOrder;

import io.tocsin.model.ticket.TicketTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A dot for each ticket, by when it was there and how long after its fault; the longer axis is
 * logarithmic, as a tenth of a second matters among seconds, and not among minutes. All places in
 * percent of the picture.
 *
 * @param from where the picture begins: shortly before its first ticket
 * @param to where it ends
 * @param lines of the scale, the shortest time first
 * @param medians of each part of the time in which tickets came
 */
public record DelayChart(
    Instant from, Instant to, List<Dot> dots, List<Line> lines, List<Median> medians) {
  private static final int PARTS = 24;
  private static final double WHOLE = 100;

  /** Left of them stand the names of the lines. */
  private static final double LEFT = 9;

  /** Times that people think in, each some ten times the one before. */
  private static final List<Duration> ROUND =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(10),
          Duration.ofDays(1),
          Duration.ofDays(10),
          Duration.ofDays(100));

  /** A tenth of a second is in every picture, so that one good hour looks like another. */
  private static final Duration LEAST = Duration.ofMillis(100);

  /** So is a minute. */
  private static final Duration MOST = Duration.ofMinutes(1);

  /** The part of the picture that is free before the first ticket. */
  private static final int MARGIN = 20;

  private static final Duration NARROWEST = Duration.ofMinutes(1);

  /** One ticket. */
  public record Dot(double x, double y, TicketTime ticket) {}

  /** A round time. */
  public record Line(double y, Duration at) {}

  /** Half of the tickets of a part were there by then. */
  public record Median(double from, double to, double y, Duration at) {}

  static DelayChart of(List<TicketTime> times, Instant from, Instant to) {
    Scale scale = Scale.of(times, from, to);
    return new DelayChart(
        scale.from(),
        scale.to(),
        times.stream()
            .map(time -> new Dot(scale.x(time.filedAt()), scale.y(time.delay()), time))
            .toList(),
        scale.round().stream().map(at -> new Line(scale.y(at), at)).toList(),
        medians(times, scale));
  }

  private static List<Median> medians(List<TicketTime> times, Scale scale) {
    List<Median> medians = new ArrayList<>();
    Duration part = Duration.between(scale.from(), scale.to()).dividedBy(PARTS);
    for (int i = 0; i < PARTS; i++) {
      Instant begin = scale.from().plus(part.multipliedBy(i));
      Instant end = begin.plus(part);
      Delays delays =
          Delays.of(
              times.stream()
                  .filter(time -> !time.filedAt().isBefore(begin) && time.filedAt().isBefore(end))
                  .toList());
      Duration half = delays.p50();
      if (half != null) {
        medians.add(new Median(scale.x(begin), scale.x(end), scale.y(half), half));
      }
    }
    return medians;
  }

  /** Round times between which all lie. */
  private record Scale(Instant from, Instant to, List<Duration> round) {
    static Scale of(List<TicketTime> times, Instant from, Instant to) {
      Duration shortest = times.stream().map(TicketTime::delay).min(naturalOrder()).orElse(LEAST);
      Duration longest = times.stream().map(TicketTime::delay).max(naturalOrder()).orElse(MOST);
      List<Duration> longEnough = ROUND.stream().filter(at -> at.compareTo(longest) >= 0).toList();
      Duration last = longEnough.isEmpty() ? ROUND.getLast() : longEnough.getFirst();
      Duration first =
          ROUND.stream()
              .filter(at -> at.compareTo(shortest) <= 0)
              .max(naturalOrder())
              .orElse(ROUND.getFirst());
      return new Scale(
          begin(times, from, to),
          to,
          ROUND.stream()
              .filter(at -> at.compareTo(min(first, LEAST)) >= 0)
              .filter(at -> at.compareTo(max(last, MOST)) <= 0)
              .toList());
    }

    private static Instant begin(List<TicketTime> times, Instant from, Instant to) {
      Instant first = times.stream().map(TicketTime::filedAt).min(naturalOrder()).orElse(from);
      Instant before = first.minus(Duration.between(first, to).dividedBy(MARGIN));
      return max(from, min(before, to.minus(NARROWEST)));
    }

    private static <T extends Comparable<? super T>> T min(T one, T other) {
      return one.compareTo(other) <= 0 ? one : other;
    }

    private static <T extends Comparable<? super T>> T max(T one, T other) {
      return one.compareTo(other) >= 0 ? one : other;
    }

    double x(Instant at) {
      double part =
          (double) Duration.between(from, at).toMillis()
              / Math.max(1, Duration.between(from, to).toMillis());
      return LEFT + (WHOLE - LEFT) * Math.clamp(part, 0, 1);
    }

    double y(Duration delay) {
      double low = power(round.getFirst());
      double part = (power(delay) - low) / (power(round.getLast()) - low);
      return WHOLE * (1 - Math.clamp(part, 0, 1));
    }

    /** Nothing is sooner than a millisecond: clocks say no more. */
    private static double power(Duration delay) {
      return Math.log10(Math.max(1, delay.toMillis()));
    }
  }
}
