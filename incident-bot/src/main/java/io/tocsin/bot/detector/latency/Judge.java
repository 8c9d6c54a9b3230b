package io.tocsin.bot.detector.latency;

import io.tocsin.bot.detector.latency.Comparison.Proof;
import io.tocsin.bot.detector.latency.Comparison.Slower;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds one endpoint's newest steps against the version before, for half an hour after a release,
 * and against its own past hour. Pure: the same steps give the same verdict.
 *
 * <p>While a new version is young, all its endpoints are slower than they will be: it is compared
 * then only by what peers do not share, only for a gross change of the median, and not while it
 * gets better from step to step.
 */
final class Judge {
  /** Where no peers say what is shared. */
  private static final int STEPS_ALONE = 6;

  /** Two minutes at least: what passes sooner, and no release explains, is no fault to act upon. */
  private static final int STEPS_ANY_TIME = 12;

  /** A caller waits one more, so that what it calls is found first. */
  private static final int STEPS_OF_A_CALLER = 4;

  /** From so many on, a version's settled steps speak for themselves. */
  private static final int SETTLED = 6;

  /** Steps after which a version is warm, whatever it does first. */
  private static final int WARM = 12;

  /** Steps that a trend is read from. */
  private static final int TREND = 6;

  /** Steps ahead. */
  private static final int SOON = 4;

  private static final double STILL = Math.log(1.3);

  private Judge() {}

  /**
   * @param before the version before, with enough usual steps; null outside of a release
   */
  static Verdict of(Line line, @Nullable Line before, boolean caller) {
    List<Step> steps = line.steps();
    List<Step> usual = line.usual();
    int peers = steps.getLast().peers();
    int least = peers == 0 ? STEPS_ALONE : caller ? STEPS_OF_A_CALLER : 1;
    if (before != null) {
      Optional<Slower> slower = sinceRelease(steps, warm(before.usual()), peers, least);
      if (slower.isPresent()) {
        return new Verdict.Slow(slower.get(), before, peers);
      }
    }
    if (usual.size() <= Comparison.MIN_BASELINE) {
      return before == null
          ? new Verdict.Learning(usual.size())
          : new Verdict.Steady(before.usual().size());
    }
    if (!steps.getLast().young()) {
      Optional<Slower> slower = ownPast(usual);
      if (slower.isPresent()) {
        return new Verdict.Slow(slower.get(), null, peers);
      }
    }
    return new Verdict.Steady(usual.size());
  }

  /** Without the leading steps that lie above all of the later half: it warmed up, too. */
  private static List<Step> warm(List<Step> usual) {
    int later = Math.max(Comparison.MIN_BASELINE, usual.size() / 2);
    int from = Math.max(0, usual.size() - later);
    double highest =
        usual.stream()
            .skip(from)
            .mapToDouble(step -> step.measured(Quantile.P50))
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    int cold = 0;
    while (cold < from && usual.get(cold).measured(Quantile.P50) > highest) {
      cold++;
    }
    return usual.subList(cold, usual.size());
  }

  private static Optional<Slower> sinceRelease(
      List<Step> steps, List<Step> before, int peers, int least) {
    List<Step> settled = steps.stream().filter(step -> !step.young()).toList();
    for (Quantile quantile : Quantile.values()) {
      boolean careful = peers == 0 || quantile != Quantile.P50;
      Comparison comparison = new Comparison(careful ? Proof.CAREFUL : Proof.RELEASE, least);
      Optional<Slower> slower = sinceRelease(comparison, quantile, settled, before);
      if (slower.isPresent()) {
        return slower.filter(found -> lasts(steps, before, found));
      }
    }
    return settled.size() >= SETTLED || peers == 0
        ? Optional.empty()
        : sinceRelease(new Comparison(Proof.YOUNG, least), Quantile.P50, steps, before)
            .filter(found -> lasts(steps, before, found));
  }

  private static Optional<Slower> sinceRelease(
      Comparison comparison, Quantile quantile, List<Step> steps, List<Step> before) {
    double[] baseline = values(before, step -> step.level(quantile));
    return comparison
        .compare(
            quantile, k -> baseline, newest(values(steps, step -> step.sinceRelease(quantile))))
        .filter(slower ->
            isMeasured(
                slower,
                values(before, step -> step.measured(quantile)),
                values(steps, step -> step.measured(quantile)),
                comparison));
  }

  /** Also as it is measured: what was taken out of the baseline makes nothing slower. */
  private static boolean isMeasured(
      Slower slower, double[] baseline, double[] measured, Comparison comparison) {
    double[] newest =
        Arrays.copyOfRange(measured, measured.length - slower.steps(), measured.length);
    return median(newest) - median(baseline)
        >= Math.max(comparison.leastShift(), slower.shift() / 2);
  }

  /**
   * Whether it would still be slower soon, if it went on as it does: an endpoint that warms up more
   * slowly than its peers gets better with each step.
   */
  private static boolean lasts(List<Step> steps, List<Step> before, Slower slower) {
    if (steps.size() > WARM) {
      return true;
    }
    double[] measured = values(steps, step -> step.measured(slower.quantile()));
    int from = Math.max(0, measured.length - TREND);
    List<Double> slopes = new ArrayList<>();
    for (int i = from; i < measured.length; i++) {
      for (int j = i + 1; j < measured.length; j++) {
        slopes.add((measured[j] - measured[i]) / (j - i));
      }
    }
    double slope = median(slopes.stream().mapToDouble(Double::doubleValue).toArray());
    double usual = median(values(before, step -> step.measured(slower.quantile())));
    return measured[measured.length - 1] + Math.min(0, slope) * SOON - usual >= STILL;
  }

  private static double median(double[] values) {
    return Comparison.median(Comparison.sorted(values));
  }

  private static Optional<Slower> ownPast(List<Step> usual) {
    Comparison comparison = new Comparison(Proof.ANY_TIME, STEPS_ANY_TIME);
    for (Quantile quantile : Quantile.values()) {
      double[] all = values(usual, step -> step.level(quantile));
      double[] measured = values(usual, step -> step.measured(quantile));
      Optional<Slower> slower =
          comparison
              .compare(quantile, k -> Arrays.copyOf(all, all.length - k), newest(all))
              .filter(found -> isMeasured(found, measured, measured, comparison));
      if (slower.isPresent()) {
        return slower;
      }
    }
    return Optional.empty();
  }

  private static double[] newest(double[] values) {
    int from = Math.max(0, values.length - Comparison.MAX_STEPS);
    return Arrays.copyOfRange(values, from, values.length);
  }

  private static double[] values(List<Step> steps, Function<Step, Double> level) {
    return steps.stream().mapToDouble(level::apply).toArray();
  }
}
