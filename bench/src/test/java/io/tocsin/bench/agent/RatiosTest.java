package io.tocsin.bench.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.measure.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatiosTest {
  private final Ratios ratios =
      new Ratios(
          Map.of(
              Variant.NONE, List.of(figures(1000, 2), figures(500, 4), figures(800, 2)),
              Variant.TOCSIN, List.of(figures(990, 2), figures(500, 5), figures(720, 2.2))));

  @Test
  void ratio_isTakenWithinARound_soThatASlowRoundSlowsBoth() {
    Spread throughput = ratios.of(Variant.TOCSIN, Figures::throughput);
    assertThat(throughput).isEqualTo(new Spread(0.9, 0.99, 1.0));
    assertThat(ratios.of(Variant.TOCSIN, Figures::p99Millis).median()).isEqualTo(1.1);
  }

  @Test
  void figures_areKeyedByAgent() {
    assertThat(ratios.figures())
        .containsEntry("tocsin_throughput_ratio", 0.99)
        .containsKeys("tocsin_p99_ratio", "tocsin_cpu_ratio", "tocsin_rss_mib")
        .containsKey("tocsin_startup_ratio")
        .noneSatisfy((key, value) -> assertThat(key).startsWith("none"));
  }

  @Test
  void medianOfAnEvenNumber_isBetweenTheTwo() {
    assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1, 2.5, 4));
  }

  private static Figures figures(double throughput, double p99) {
    return new Figures(throughput, 1, p99, 0.5, 200, 1_500, 0);
  }
}
