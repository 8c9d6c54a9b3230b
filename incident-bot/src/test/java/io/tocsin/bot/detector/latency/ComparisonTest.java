package io.tocsin.bot.detector.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.bot.detector.latency.Comparison.Proof;
import io.tocsin.bot.detector.latency.Comparison.Slower;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Random random = new Random(5);

  /** Levels about that many milliseconds. */
  private double[] about(double millis, double spread, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> Math.log(millis * 1e6) + spread * random.nextGaussian())
        .toArray();
  }

  private static Optional<Slower> compare(double[] baseline, double[] newest) {
    return new Comparison(Proof.RELEASE, 1).compare(Quantile.P50, k -> baseline, newest);
  }

  @Test
  void threeStepsAtTwiceTheLevel_areSlower() {
    Optional<Slower> slower = compare(about(3, 0.1, 30), about(7, 0.1, 3));

    assertThat(slower).isPresent();
    assertThat(slower.get().steps()).isEqualTo(3);
    assertThat(Math.exp(slower.get().shift())).isCloseTo(7 / 3.0, within(0.4));
    assertThat(slower.get().chance()).isCloseTo(1 / 5_456.0, within(1e-9));
  }

  @Test
  void twoSteps_areTooFew_howeverSlow() {
    assertThat(compare(about(3, 0.1, 30), about(300, 0.1, 2))).isEmpty();
  }

  @Test
  void aThirdSlower_takesMoreSteps_thanTwiceAsSlow() {
    double[] baseline = about(30, 0.05, 60);
    assertThat(compare(baseline, about(40, 0.05, 3))).isEmpty();
    assertThat(compare(baseline, about(40, 0.05, 6))).isPresent();
  }

  @Test
  void lessThanAMillisecond_isNotMaterial() {
    assertThat(compare(about(0.1, 0.1, 60), about(0.9, 0.1, 12))).isEmpty();
  }

  @Test
  void whatTheBaselineHasShownBefore_isNotSlower() {
    double[] baseline = about(3, 0.1, 60);
    System.arraycopy(about(8, 0.1, 6), 0, baseline, 20, 6);

    assertThat(compare(baseline, about(8, 0.1, 6))).isEmpty();
  }

  @Test
  void tooShortABaseline_saysNothing() {
    assertThat(compare(about(3, 0.1, 5), about(30, 0.1, 12))).isEmpty();
  }

  @Test
  void chance_isThatOfAllOrdersBeingEquallyLikely() {
    assertThat(Exceedance.chance(3, 1, 30, 0)).isCloseTo(1 / 5_456.0, within(1e-12));
    assertThat(Exceedance.chance(3, 1, 30, 30)).isCloseTo(1, within(1e-9));
  }

  @Test
  void chance_agreesWithDrawing() {
    int k = 6;
    int rank = 2;
    int m = 12;
    int draws = 200_000;
    long hits = 0;
    for (int i = 0; i < draws; i++) {
      double[] fresh = random.doubles(k).sorted().toArray();
      double cut = fresh[rank - 1];
      hits += random.doubles(m).filter(old -> old > cut).count() <= 3 ? 1 : 0;
    }
    assertThat(Exceedance.chance(k, rank, m, 3)).isCloseTo(hits / (double) draws, within(0.003));
  }

  @Test
  void durations_survivePuttingTogetherAndTheirBytes() {
    Durations some = new Durations();
    Durations more = new Durations();
    Durations all = new Durations();
    for (int i = 1; i <= 1_000; i++) {
      (i % 2 == 0 ? some : more).add(i * 10_000L);
      all.add(i * 10_000L);
    }
    some.add(Durations.of(more.bytes()));

    assertThat(some.count()).isEqualTo(1_000);
    assertThat(some.quantile(0.9)).isEqualTo(all.quantile(0.9)).isCloseTo(9e6, within(9e4));
    assertThat(some.bytes()).hasSizeLessThan(2_000);
    assertThat(Arrays.copyOf(some.bytes(), 1)).containsExactly(1);
    assertThat(new Durations().quantile(0.5)).isNaN();
  }
}
