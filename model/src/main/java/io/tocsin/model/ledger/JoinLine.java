package io.tocsin.model.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * How one tenant's records came to their trace and account since the start of the process. Every
 * record is in each map once, when it is decided; those that still wait are in neither.
 *
 * @param traces log records by outcome: {@link #OWN}, {@link #JOINED}, {@link #JOINED_LATE}, or why
 *     they have none
 * @param accounts log records and spans, likewise
 */
public record JoinLine(Map<String, Long> traces, Map<String, Long> accounts) {
  /** It came with the record. */
  public static final String OWN = "own";

  public static final String JOINED = "joined";

  /** The record was stored without, and written again when a later one told. */
  public static final String JOINED_LATE = "joined_late";

  public JoinLine {
    traces = Map.copyOf(traces);
    accounts = Map.copyOf(accounts);
  }

  public Share traceShare() {
    return Share.of(traces);
  }

  public Share accountShare() {
    return Share.of(accounts);
  }

  /**
   * Of the records that came without.
   *
   * @param joined of them got one
   * @param missed the others, by reason
   */
  public record Share(long own, long joined, Map<String, Long> missed) {
    static Share of(Map<String, Long> outcomes) {
      Map<String, Long> missed = new TreeMap<>(outcomes);
      missed.remove(OWN);
      missed.remove(JOINED);
      missed.remove(JOINED_LATE);
      long joined = outcomes.getOrDefault(JOINED, 0L) + outcomes.getOrDefault(JOINED_LATE, 0L);
      return new Share(outcomes.getOrDefault(OWN, 0L), joined, missed);
    }

    public long without() {
      return joined + missed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** 0 to 1; 0 where none came without. */
    public double joinedRatio() {
      return without() == 0 ? 0 : (double) joined / without();
    }
  }
}
