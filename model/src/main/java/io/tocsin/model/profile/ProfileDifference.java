package io.tocsin.model.profile;

import io.tocsin.model.fault.OwnCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Two profiles of the same work, frame by frame, and the own methods that explain why the second is
 * slower.
 *
 * <p>A method that got ten times slower makes all its callers heavier, and all others lighter in
 * their share. What is compared is the part of the samples with own code in them (or, where both
 * sides know how many requests they served, the weight of a request): {@code growth(m) =
 * after(m)/baseAfter − before(m)/baseBefore}, each counted once a stack, so that recursion adds
 * nothing. The JDK and libraries below a method count to it, for they grow because it calls them.
 * Suspects are the own methods that carry at least {@value #CARRIES} of the largest growth; the
 * culprit is the one of them that is deepest: that stands closest to the leaf in most of what grew.
 *
 * <p>Sampling is noise: a suspect's growth must be {@value #LEAST_SIGMAS} standard deviations of
 * the difference of two samples (binomial for shares, Poisson for weight a request), where the
 * number of samples is told from the weights. Pure.
 */
public final class ProfileDifference {
  /** Part of the largest growth that a suspect must carry. */
  static final double CARRIES = 0.8;

  /**
   * A thousand methods are compared at once: at five, chance finds one in thousands of profiles.
   */
  static final double LEAST_SIGMAS = 5;

  private static final double STRONG_SIGMAS = 10;

  /** Smaller growth is seen but does not make anything slow. */
  private static final double LEAST_GROWTH = 0.05;

  private static final double LEAST_RATIO = 1.3;
  private static final int LEAST_SAMPLES = 10;
  private static final int MAX_SUSPECTS = 20;

  /** How sure the first suspect is. */
  public enum Confidence {
    /** Too few samples, or no growth that is not noise: there are no suspects. */
    NONE,
    FAIR,
    STRONG
  }

  /**
   * One side.
   *
   * @param requests served in that time; 0 where it is not known
   */
  public record Side(Stacks stacks, long requests) {
    public Side {
      Objects.requireNonNull(stacks);
    }
  }

  /**
   * A frame on both sides, weights in the profiles' unit, shares of all samples.
   *
   * @param self weight of the samples that it is the leaf of
   * @param total of those that it occurs in
   */
  public record FrameChange(
      ProfileFrame frame,
      long selfBefore,
      long selfAfter,
      long totalBefore,
      long totalAfter,
      double shareBefore,
      double shareAfter) {
    public double growth() {
      return shareAfter - shareBefore;
    }
  }

  /**
   * An own method that carries the growth.
   *
   * @param method without lambda numbers: lambdas belong to the method that they are written in
   * @param shareBefore of all samples, 0 to 1
   * @param sigmas by how many standard deviations it grew
   * @param because in one sentence
   */
  public record Suspect(
      ProfileFrame method,
      double shareBefore,
      double shareAfter,
      double growth,
      double sigmas,
      String because) {}

  private final SideTotals before;
  private final SideTotals after;
  private final boolean perRequest;
  private final List<Suspect> suspects;

  private ProfileDifference(SideTotals before, SideTotals after, boolean perRequest) {
    this.before = before;
    this.after = after;
    this.perRequest = perRequest;
    this.suspects = rank();
  }

  public static ProfileDifference of(Stacks before, Stacks after, OwnCode own) {
    return of(new Side(before, 0), new Side(after, 0), own);
  }

  public static ProfileDifference of(Side before, Side after, OwnCode own) {
    return new ProfileDifference(
        new SideTotals(before.stacks(), before.requests(), own),
        new SideTotals(after.stacks(), after.requests(), own),
        before.requests() > 0 && after.requests() > 0);
  }

  /** The deepest that carries the growth first, then its callers; empty where there is none. */
  public List<Suspect> suspects() {
    return suspects;
  }

  public Confidence confidence() {
    if (suspects.isEmpty()) {
      return Confidence.NONE;
    }
    return suspects.getFirst().sigmas() >= STRONG_SIGMAS ? Confidence.STRONG : Confidence.FAIR;
  }

  /** How many samples each side has, as far as their weights tell. */
  public long samplesBefore() {
    return before.samples();
  }

  public long samplesAfter() {
    return after.samples();
  }

  /** Own methods below this one in the second profile, the heaviest first. */
  public List<ProfileFrame> calleesOf(ProfileFrame method, int limit) {
    return after.calleesOf(method).entrySet().stream()
        .sorted(Map.Entry.<ProfileFrame, Long>comparingByValue().reversed())
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Every frame of either side, what grew most first. */
  public List<FrameChange> frames() {
    Map<ProfileFrame, long[]> all = new HashMap<>();
    put(all, before, 0);
    put(all, after, 1);
    List<FrameChange> changes = new ArrayList<>(all.size());
    all.forEach((frame, w) ->
        changes.add(
            new FrameChange(
                frame,
                w[0],
                w[1],
                w[2],
                w[3],
                share(w[2], before.total()),
                share(w[3], after.total()))));
    changes.sort(
        Comparator.comparingDouble(FrameChange::growth)
            .reversed()
            .thenComparing(change -> change.frame().toString()));
    return List.copyOf(changes);
  }

  private static void put(Map<ProfileFrame, long[]> all, SideTotals totals, int side) {
    for (int i = 0; i < totals.frames().size(); i++) {
      long[] sums = all.computeIfAbsent(totals.frames().get(i), f -> new long[4]);
      sums[side] = totals.self(i);
      sums[2 + side] = totals.total(i);
    }
  }

  private List<Suspect> rank() {
    Map<ProfileFrame, Growth> growths = new HashMap<>();
    double largest = 0;
    for (ProfileFrame method : after.methods()) {
      Growth growth = growthOf(method);
      growths.put(method, growth);
      if (growth.counts()) {
        largest = Math.max(largest, growth.by());
      }
    }
    double least = Math.max(CARRIES * largest, Double.MIN_VALUE);
    growths.values().removeIf(growth -> !growth.counts() || growth.by() < least);
    Map<ProfileFrame, Long> deepest = after.deepestOf(growths.keySet());
    return growths.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<ProfileFrame, Growth>>comparingLong(
                    entry -> deepest.getOrDefault(entry.getKey(), 0L))
                .reversed()
                .thenComparing(
                    entry -> entry.getValue().by(), Comparator.<Double>naturalOrder().reversed())
                .thenComparing(entry -> entry.getKey().toString()))
        .limit(MAX_SUSPECTS)
        .map(entry -> suspect(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * @param by in shares, or weight a request of the second side's
   */
  private record Growth(double by, double ratio, double sigmas, double samples) {
    boolean counts() {
      return by >= LEAST_GROWTH
          && ratio >= LEAST_RATIO
          && sigmas >= LEAST_SIGMAS
          && samples >= LEAST_SAMPLES;
    }
  }

  private Growth growthOf(ProfileFrame method) {
    double countBefore = before.samplesOf(before.weightOf(method));
    double countAfter = after.samplesOf(after.weightOf(method));
    double baseBefore = perRequest ? before.requests() : before.samplesOf(before.ownTotal());
    double baseAfter = perRequest ? after.requests() : after.samplesOf(after.ownTotal());
    if (baseBefore <= 0 || baseAfter <= 0) {
      return new Growth(0, 1, 0, 0);
    }
    // One sample more on each side: none seen is not none there.
    double rateBefore = countBefore / baseBefore;
    double rateAfter = countAfter / baseAfter;
    double variance;
    if (perRequest) {
      variance =
          (countBefore + 1) / (baseBefore * baseBefore)
              + (countAfter + 1) / (baseAfter * baseAfter);
    } else {
      double pooled = (countBefore + countAfter + 1) / (baseBefore + baseAfter + 2);
      variance = pooled * (1 - pooled) * (1 / baseBefore + 1 / baseAfter);
    }
    double difference = rateAfter - rateBefore;
    double scale = perRequest ? Math.max(after.samplesOf(after.ownTotal()) / baseAfter, 1e-12) : 1;
    return new Growth(
        difference / scale,
        rateAfter / Math.max(rateBefore, 1 / baseBefore),
        difference / Math.sqrt(Math.max(variance, 1e-18)),
        countAfter);
  }

  private Suspect suspect(ProfileFrame method, Growth growth) {
    double shareBefore = share(before.weightOf(method), before.total());
    double shareAfter = share(after.weightOf(method), after.total());
    String because =
        "%s of all samples, %s before (%d and %d samples); no own method below it grew as much"
            .formatted(
                percent(shareAfter), percent(shareBefore), after.samples(), before.samples());
    return new Suspect(method, shareBefore, shareAfter, growth.by(), growth.sigmas(), because);
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : (double) part / all;
  }

  /** {@code 4 %}, {@code 0.3 %}. */
  private static String percent(double share) {
    double percent = share * 100;
    return percent >= 10 || percent == 0
        ? Math.round(percent) + " %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
