package io.tocsin.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Metrics METRICS =
      new Metrics(
          """
          # HELP requests_total Requests.
          # TYPE requests_total counter
          requests_total{outcome="watched"} 41
          requests_total{outcome="late"} 1
          requests_total_of_another 7
          endpoints 2.0
          """);

  @Test
  void sum_addsTheSeriesOfThatNameOnly() {
    assertThat(METRICS.sum("requests_total", "")).isEqualTo(42);
    assertThat(METRICS.sum("requests_total", "outcome=\"watched\"")).isEqualTo(41);
    assertThat(METRICS.sum("endpoints", "")).isEqualTo(2);
    assertThat(METRICS.sum("absent", "")).isZero();
  }
}
