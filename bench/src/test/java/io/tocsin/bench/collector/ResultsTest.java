package io.tocsin.bench.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Results results = new Results(new PrintWriter(new StringWriter()));

  @Test
  void ratio_isTakenWithinARound_soThatASlowRoundSlowsBoth() {
    for (double speed : new double[] {1, 0.5, 0.9}) {
      results.add("ours", 300 * speed);
      results.add("theirs", 100 * speed);
    }
    results.ratio("ratio", "ours", "theirs");

    assertThat(results.json()).isEqualTo("{\"ours\":270.000,\"theirs\":90.000,\"ratio\":3.000}");
  }

  @Test
  void ratio_withoutTheOther_isNone() {
    results.add("ours", 1);
    results.ratio("ratio", "ours", "theirs");

    assertThat(results.json()).isEqualTo("{\"ours\":1.000}");
  }
}
