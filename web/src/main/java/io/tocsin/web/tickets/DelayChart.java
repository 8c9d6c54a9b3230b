package io.tocsin.web.tickets;

import io.tocsin.model.ticket.TicketTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dot for each ticket, by when it was there and how long after its fault; the longer axis is
 * logarithmic, as a tenth of a second matters among seconds, and not among minutes. All places in
 * percent of the picture.
 *
 * @param lines of the scale, the shortest time first
 * @param medians of each part of the time in which tickets came
 */
public record DelayChart(List<Dot> dots, List<Line> lines, List<Median> medians) {
  private static final int PARTS = 24;
  private static final double WHOLE = 100;

  /** Left of them stand the names of the lines. */
  private static final double LEFT = 9;

  /** A tenth of a second is in every picture, so that one good hour looks like another. */
  private static final int LEAST = -1;

  /** So is a minute. */
  private static final int MOST = 2;

  /** One ticket. */
  public record Dot(double x, double y, TicketTime ticket) {}

  /** A power of ten seconds. */
  public record Line(double y, Duration at) {}

  /** Half of the tickets of a part were there by then. */
  public record Median(double from, double to, double y, Duration at) {}

  static DelayChart of(List<TicketTime> times, Instant from, Instant to) {
    Scale scale = Scale.of(times, from, to);
    return new DelayChart(
        times.stream()
            .map(time -> new Dot(scale.x(time.filedAt()), scale.y(time.delay()), time))
            .toList(),
        IntStream.rangeClosed(scale.low(), scale.high())
            .mapToObj(power -> Duration.ofNanos(Math.round(1e9 * Math.pow(10, power))))
            .map(at -> new Line(scale.y(at), at))
            .toList(),
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

  /** Powers of ten seconds between which all lie. */
  private record Scale(Instant from, Instant to, int low, int high) {
    static Scale of(List<TicketTime> times, Instant from, Instant to) {
      int low = times.stream().mapToInt(time -> (int) Math.floor(power(time))).min().orElse(LEAST);
      int high = times.stream().mapToInt(time -> (int) Math.ceil(power(time))).max().orElse(MOST);
      return new Scale(from, to, Math.min(low, LEAST), Math.max(high, MOST));
    }

    private static double power(TicketTime time) {
      return power(time.delay());
    }

    /** Nothing is sooner than a millisecond: clocks say no more. */
    private static double power(Duration delay) {
      return Math.log10(Math.max(1, delay.toMillis()) / 1e3);
    }

    double x(Instant at) {
      double part =
          (double) Duration.between(from, at).toMillis()
              / Math.max(1, Duration.between(from, to).toMillis());
      return LEFT + (WHOLE - LEFT) * Math.clamp(part, 0, 1);
    }

    double y(Duration delay) {
      return WHOLE * (1 - (power(delay) - low) / (high - low));
    }
  }
}
