package io.tocsin.bot.detector.latency;

/**
 * As many windows in a row as hold enough requests for a quantile: the unit of comparison. Levels
 * are natural logarithms of nanoseconds, one for each {@link Quantile}.
 *
 * @param startNanos of its first window
 * @param endNanos of its last window, exclusive
 * @param young a good part of it was served by instances that had just begun
 * @param measured as they are
 * @param levels without what peers say that all shared, each by its own usual
 * @param sinceRelease the same, each by the usual of the version before; equal to {@code levels}
 *     where there is none
 * @param peers how many endpoints said what all shared; 0 where too few could
 */
record Step(
    long startNanos,
    long endNanos,
    boolean young,
    double[] measured,
    double[] levels,
    double[] sinceRelease,
    int peers) {
  double measured(Quantile quantile) {
    return measured[quantile.ordinal()];
  }

  double level(Quantile quantile) {
    return levels[quantile.ordinal()];
  }

  double sinceRelease(Quantile quantile) {
    return sinceRelease[quantile.ordinal()];
  }
}
