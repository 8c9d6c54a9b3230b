package io.tocsin.model.backtest;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One episode of one fault in one environment that had a ticket, or would have one.
 *
 * @param incident name of the incident that there was, such as TOC-12; null where there was none
 * @param happened null where no ticket was filed
 * @param would null where none would be
 * @param differences empty where it is the same
 * @param because why it differs, one sentence; empty where it does not
 */
public record BacktestLine(
    String service,
    String environment,
    @Nullable String incident,
    @Nullable PlannedTicket happened,
    @Nullable PlannedTicket would,
    Set<Difference> differences,
    String because) {
  /** How it would be otherwise. */
  public enum Difference {
    NEW,
    NOT_FILED,
    OWNER,
    PRIORITY,
    TITLE
  }

  public BacktestLine {
    Set<Difference> ordered = EnumSet.noneOf(Difference.class);
    ordered.addAll(differences);
    differences = Collections.unmodifiableSet(ordered);
  }

  public boolean same() {
    return differences.isEmpty();
  }
}
