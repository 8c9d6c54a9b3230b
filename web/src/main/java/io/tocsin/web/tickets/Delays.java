package io.tocsin.web.tickets;

import io.tocsin.model.ticket.TicketTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How soon tickets were there, of some. What was kept back on purpose is counted, and in none of
 * the times.
 *
 * @param tickets all of them
 * @param heldBack of those
 * @param p50 by nearest rank, as is the other; null where none is left
 */
public record Delays(
    long tickets,
    long heldBack,
    @Nullable Duration p50,
    @Nullable Duration p99,
    @Nullable Duration longest) {
  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.99;

  public static Delays of(List<TicketTime> times) {
    List<Duration> sorted =
        times.stream().filter(time -> !time.heldBack()).map(TicketTime::delay).sorted().toList();
    return new Delays(
        times.size(),
        times.size() - sorted.size(),
        rank(sorted, HALF),
        rank(sorted, NEARLY_ALL),
        rank(sorted, 1));
  }

  private static @Nullable Duration rank(List<Duration> sorted, double share) {
    if (sorted.isEmpty()) {
      return null;
    }
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }
}
