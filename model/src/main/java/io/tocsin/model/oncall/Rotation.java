package io.tocsin.model.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * People who take turns. Turn {@code n} begins at {@code start + n * length} on the wall clock of
 * the zone, so that it is handed over at the same hour in summer and in winter; the turn over a
 * change of the clocks is an hour shorter or longer. A hand-over in an hour that a day does not
 * have comes that much later, one in an hour that it has twice the first time. Turns go back before
 * {@code start} likewise, so somebody is on call at any time.
 *
 * @param people in their order, at least one; the first begins at {@code start}
 * @param start of a turn of the first, on the wall clock of {@code zone}
 * @param length of a turn, an hour at least
 */
public record Rotation(List<String> people, LocalDateTime start, Duration length, ZoneId zone) {
  public static final Duration SHORTEST = Duration.ofHours(1);

  public Rotation {
    people = List.copyOf(people);
    if (people.isEmpty() || length.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          people + ", " + length + " (expected: somebody, and an hour at least)");
    }
  }

  /** One turn. */
  record Turn(String person, Instant from, Instant until) {}

  /** The turn that {@code at} is in: from its begin, and until before its end. */
  Turn at(Instant at) {
    Duration past = Duration.between(start, LocalDateTime.ofInstant(at, zone));
    long turn = Math.floorDiv(past.toNanos(), length.toNanos());
    // Where clocks are put back an hour comes twice, and the wall clock alone does not say which.
    while (begin(turn).isAfter(at)) {
      turn--;
    }
    while (!begin(turn + 1).isAfter(at)) {
      turn++;
    }
    return new Turn(people.get(Math.floorMod(turn, people.size())), begin(turn), begin(turn + 1));
  }

  private Instant begin(long turn) {
    return start.plus(length.multipliedBy(turn)).atZone(zone).toInstant();
  }
}
