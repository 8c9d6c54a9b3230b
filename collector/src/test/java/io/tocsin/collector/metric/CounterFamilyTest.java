package io.tocsin.collector.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.metric.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterFamilyTest {
  private final CounterFamily family =
      new CounterFamily("tocsin_tests_total", "Counts.", "tenant", "reason");

  @Test
  void samples_areOneForEachCombinationOfLabels() {
    family.add(2, "retail", "full");
    family.add(1, "retail", "full");
    family.add(1, "cards", "full");

    assertThat(family.samples())
        .containsExactlyInAnyOrder(
            Sample.counter(
                "tocsin_tests_total", "Counts.", Map.of("tenant", "retail", "reason", "full"), 3),
            Sample.counter(
                "tocsin_tests_total", "Counts.", Map.of("tenant", "cards", "reason", "full"), 1));
  }

  @Test
  void tooManyCombinations_areCountedTogether() {
    for (int i = 0; i < CounterFamily.MAX_SERIES + 10; i++) {
      family.add(1, "t" + i, "full");
    }

    assertThat(family.samples()).hasSize(CounterFamily.MAX_SERIES + 1);
    assertThat(family.value("other", "other")).isEqualTo(10);
  }

  @Test
  void aWrongNumberOfLabels_isADefect() {
    assertThatThrownBy(() -> family.add(1, "retail"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[tenant, reason]");
  }
}
