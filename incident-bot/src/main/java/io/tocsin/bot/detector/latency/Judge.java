package io.tocsin.bot.detector.latency;

import io.tocsin.bot.detector.latency.Comparison.Proof;
import io.tocsin.bot.detector.latency.Comparison.Slower;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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

  private static final double GETTING_BETTER = Math.log(0.8);

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
      Optional<Slower> slower = sinceRelease(steps, before.usual(), peers, least);
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

  private static Optional<Slower> sinceRelease(
      List<Step> steps, List<Step> before, int peers, int least) {
    List<Step> settled = steps.stream().filter(step -> !step.young()).toList();
    Comparison comparison = new Comparison(Proof.RELEASE, least);
    for (Quantile quantile : Quantile.values()) {
      double[] baseline = values(before, step -> step.level(quantile));
      Optional<Slower> slower =
          comparison.compare(
              quantile,
              k -> baseline,
              newest(values(settled, step -> step.sinceRelease(quantile))));
      if (slower.isPresent()) {
        return slower;
      }
    }
    if (settled.size() >= SETTLED || peers == 0) {
      return Optional.empty();
    }
    double[] baseline = values(before, step -> step.level(Quantile.P50));
    double[] all = values(steps, step -> step.sinceRelease(Quantile.P50));
    return new Comparison(Proof.YOUNG, least)
        .compare(Quantile.P50, k -> baseline, newest(all))
        .filter(slower -> all[all.length - 1] - all[all.length - slower.steps()] > GETTING_BETTER);
  }

  private static Optional<Slower> ownPast(List<Step> usual) {
    Comparison comparison = new Comparison(Proof.ANY_TIME, STEPS_ANY_TIME);
    return Stream.of(Quantile.values())
        .map(quantile -> {
          double[] all = values(usual, step -> step.level(quantile));
          return comparison.compare(quantile, k -> Arrays.copyOf(all, all.length - k), newest(all));
        })
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static double[] newest(double[] values) {
    int from = Math.max(0, values.length - Comparison.MAX_STEPS);
    return Arrays.copyOfRange(values, from, values.length);
  }

  private static double[] values(List<Step> steps, Function<Step, Double> level) {
    return steps.stream().mapToDouble(level::apply).toArray();
  }
}
