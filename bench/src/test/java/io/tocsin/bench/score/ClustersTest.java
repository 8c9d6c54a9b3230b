package io.tocsin.bench.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersTest {
  @Test
  void sameGrouping_isPerfectWhateverTheGroupsAreCalled() {
    Clusters score = Clusters.of(List.of("x", "x", "y"), List.of("1", "1", "2"));
    assertThat(score).isEqualTo(new Clusters(2, 2, 1.0, 1.0));
  }

  /** Worked by hand: precision (2·2/3 + 1/3)/3 = 5/9, recall 1; pairs 1 of 3, recall 1. */
  @Test
  void allInOneGroup_losesPrecisionOnly() {
    Clusters score = Clusters.of(List.of("x", "x", "x"), List.of("1", "1", "2"));
    assertThat(score.b3()).isCloseTo(2 * (5 / 9.0) / (1 + 5 / 9.0), within(1e-9));
    assertThat(score.pair()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void eachAlone_losesRecallOnly() {
    Clusters score = Clusters.of(List.of("x", "y"), List.of("1", "1"));
    assertThat(score.b3()).isCloseTo(2 * 0.5 / 1.5, within(1e-9));
    assertThat(score.pair()).isZero();
  }
}
