package io.tocsin.demo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void median_ofAnOddNumber_isTheMiddleOne() {
    assertThat(new Latencies(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
  }

  @Test
  void median_ofAnEvenNumber_liesBetweenTheMiddleTwo() {
    assertThat(new Latencies(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3.0);
  }

  @Test
  void max_isTheLongest() {
    assertThat(new Latencies(List.of(4.0, 9.0, 1.0)).max()).isEqualTo(9.0);
  }
}
