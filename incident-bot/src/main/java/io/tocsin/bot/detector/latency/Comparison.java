package io.tocsin.bot.detector.latency;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Whether the newest steps of an endpoint are slower than those before them. No scale of
 * milliseconds and no distribution is assumed. Slower are the last k steps where all of these hold:
 *
 * <ol>
 *   <li>Material: their median lies above the baseline's by a factor and by a millisecond.
 *   <li>Not by chance: {@link Exceedance} of ranks gives less than the allowed probability. A gross
 *       change needs less of a proof than a small one, because a drift that ranks do not know of
 *       (windows in a row resemble each other) makes small ones.
 *   <li>Unheard of: the baseline has no k steps in a row that came near it. That is what holds
 *       against bursts, garbage collections and drift.
 * </ol>
 *
 * k grows from 3: a gross slowdown is found in three steps, a small one in more, or never.
 */
final class Comparison {
  static final int MIN_BASELINE = 6;
  private static final int[] STEPS = {3, 4, 6, 9, 12, 18, 24, 36};
  static final int MAX_STEPS = 36;

  /** One of so many new values may lie low. */
  private static final int VALUES_FOR_AN_OUTLIER = 6;

  private static final double HUGE = Math.log(2.5);
  private static final double GROSS = Math.log(1.75);
  private static final double ABOVE_OTHER_RUNS = 1.25;

  /** Spreads of a median of k values, were they independent, that it must lie above. */
  private static final double SPREADS = 4;

  /** Of a normal distribution, the standard deviation in median absolute deviations. */
  private static final double DEVIATIONS = 1.4826;

  private static final double LEAST_NANOS = 1e6;

  /** How much proof is asked for. */
  enum Proof {
    /** Something was changed on purpose: a new version against the one before. */
    RELEASE(Math.log(1.2), 5e-3, 1e-3, 1e-5),
    /** The same, while it is young. */
    YOUNG(Math.log(2), 5e-3, 1e-3, 0),
    /** The same, of the slower requests, or where no other endpoint says what all share. */
    CAREFUL(Math.log(1.2), 1e-3, 1e-3, 1e-5),
    /** Nothing is known to have changed. */
    ANY_TIME(Math.log(1.5), 1e-4, 1e-4, 1e-6);

    final double leastShift;
    private final double hugeChance;
    private final double grossChance;
    private final double smallChance;

    Proof(double leastShift, double hugeChance, double grossChance, double smallChance) {
      this.leastShift = leastShift;
      this.hugeChance = hugeChance;
      this.grossChance = grossChance;
      this.smallChance = smallChance;
    }

    double chance(double shift) {
      return shift >= HUGE ? hugeChance : shift >= GROSS ? grossChance : smallChance;
    }
  }

  /**
   * @param steps how many of the newest
   * @param before the baseline's median, logarithm
   * @param shift by how much the newest lie above it, logarithm
   * @param highestRun by how much the baseline's own highest so many steps in a row do
   * @param chance of such ranks without a change
   */
  record Slower(
      Quantile quantile,
      int steps,
      int baseline,
      double before,
      double shift,
      double highestRun,
      double chance) {
    /** By how many nanoseconds. */
    double nanos() {
      return Math.exp(before + shift) - Math.exp(before);
    }
  }

  private final Proof proof;
  private final int leastSteps;

  /**
   * @param leastSteps at least so many, where there is less to go by
   */
  Comparison(Proof proof, int leastSteps) {
    this.proof = proof;
    this.leastSteps = leastSteps;
  }

  double leastShift() {
    return proof.leastShift;
  }

  /**
   * @param baselineOf in order of time, what so many of the newest are held against
   * @param newest in order of time
   */
  Optional<Slower> compare(Quantile quantile, IntFunction<double[]> baselineOf, double[] newest) {
    for (int k : STEPS) {
      if (k > newest.length) {
        return Optional.empty();
      }
      double[] baseline = baselineOf.apply(k);
      if (k >= leastSteps && baseline.length >= Math.max(MIN_BASELINE, k)) {
        double[] last = Arrays.copyOfRange(newest, newest.length - k, newest.length);
        Optional<Slower> slower = slower(quantile, baseline, last);
        if (slower.isPresent()) {
          return slower;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Slower> slower(Quantile quantile, double[] baseline, double[] last) {
    double[] sorted = sorted(baseline);
    double before = median(sorted);
    double[] lastSorted = sorted(last);
    double now = median(lastSorted);
    double shift = now - before;
    int k = last.length;
    if (shift < proof.leastShift || Math.exp(now) - Math.exp(before) < LEAST_NANOS) {
      return Optional.empty();
    }
    if (shift < SPREADS * spread(sorted, before) / Math.sqrt(k)) {
      return Optional.empty();
    }
    int rank = 1 + k / VALUES_FOR_AN_OUTLIER;
    double cut = lastSorted[rank - 1];
    int above = (int) Arrays.stream(sorted).filter(value -> value >= cut).count();
    double chance = Exceedance.chance(k, rank, sorted.length, above);
    if (chance > proof.chance(shift)) {
      return Optional.empty();
    }
    double highestRun = highestRun(baseline, k) - before;
    if (shift < ABOVE_OTHER_RUNS * highestRun) {
      return Optional.empty();
    }
    return Optional.of(new Slower(quantile, k, sorted.length, before, shift, highestRun, chance));
  }

  private static double highestRun(double[] values, int length) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i + length <= values.length; i++) {
      highest = Math.max(highest, median(sorted(Arrays.copyOfRange(values, i, i + length))));
    }
    return highest;
  }

  private static double spread(double[] sorted, double median) {
    double[] deviations = Arrays.stream(sorted).map(value -> Math.abs(value - median)).toArray();
    return DEVIATIONS * median(sorted(deviations));
  }

  static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  /** The lower one of two in the middle; NaN of none. */
  static double median(double[] sorted) {
    return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
  }
}
