package io.tocsin.web.ledger;

import io.tocsin.model.ledger.JoinLine;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.log.LogStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One tenant's ledger at one moment, and the log that all tenants share.
 *
 * @param because what was found broken in the log, one sentence each; empty for those who may not
 *     know
 */
public record LedgerSheet(
    Instant at, LedgerLine line, JoinLine joins, LogStatus log, List<String> because) {
  /** What shows in a bar at least, in percent: a loss of one in a million is seen. */
  private static final double LEAST = 0.6;

  public LedgerSheet {
    because = List.copyOf(because);
  }

  /**
   * A lane of the log.
   *
   * @param percent of the limit, 0 to 100
   */
  public record Lane(String name, long heldBytes, long limitBytes, long percent) {}

  /** A part of a bar, both in percent of its width. */
  public record Slice(String kind, double from, double width) {}

  public List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>();
    for (io.tocsin.model.log.Lane lane : io.tocsin.model.log.Lane.values()) {
      LogStatus.LaneStatus use = log.lanes().get(lane);
      if (use != null) {
        long percent = use.limitBytes() == 0 ? 0 : 100 * use.heldBytes() / use.limitBytes();
        lanes.add(
            new Lane(
                lane.name().toLowerCase(Locale.ROOT), use.heldBytes(), use.limitBytes(), percent));
      }
    }
    return lanes;
  }

  public long dropped() {
    return line.dropped().values().stream().mapToLong(Long::longValue).sum();
  }

  public long refused() {
    return line.refused().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Nothing ever came. */
  public boolean isEmpty() {
    return line.received() == 0 && line.refused().isEmpty();
  }

  /** The log or its disk was found broken. */
  public boolean troubled() {
    LogStatus.Damage damage = log.damage();
    return damage.found() > 0 || damage.setAside() > 0 || log.storageFailures() > 0;
  }

  /** Received as what it became, left to right. */
  public List<Slice> flow() {
    return slices(
        List.of(
            Map.entry("stored", line.stored()),
            Map.entry("dropped", dropped()),
            Map.entry("flight", Math.max(0, line.inFlight()))));
  }

  /**
   * Records that came without, as what they became.
   *
   * @param name "trace" or "account"
   */
  public record JoinBar(String name, JoinLine.Share share, List<Slice> slices) {
    private static JoinBar of(String name, JoinLine.Share share) {
      long missed = share.without() - share.joined();
      return new JoinBar(
          name,
          share,
          LedgerSheet.slices(
              List.of(Map.entry("stored", share.joined()), Map.entry("dropped", missed))));
    }
  }

  public List<JoinBar> joinBars() {
    return List.of(
        JoinBar.of("trace", joins.traceShare()), JoinBar.of("account", joins.accountShare()));
  }

  private static List<Slice> slices(List<Map.Entry<String, Long>> parts) {
    List<Map.Entry<String, Long>> shown =
        parts.stream().filter(part -> part.getValue() > 0).toList();
    double whole = shown.stream().mapToLong(Map.Entry::getValue).sum();
    double small =
        shown.stream()
            .mapToDouble(part -> Math.max(0, LEAST - 100 * part.getValue() / whole))
            .sum();
    double largest =
        shown.stream().mapToDouble(part -> 100 * part.getValue() / whole).max().orElse(0);
    List<Slice> slices = new ArrayList<>();
    double from = 0;
    for (Map.Entry<String, Long> part : shown) {
      double share = 100 * part.getValue() / whole;
      double width = share == largest ? share - small : Math.max(LEAST, share);
      slices.add(new Slice(part.getKey(), from, width));
      from += width;
    }
    return slices;
  }
}
