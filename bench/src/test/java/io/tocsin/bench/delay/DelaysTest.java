package io.tocsin.bench.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
  private static Map<Integer, Long> times(int from, int to, long millis) {
    return IntStream.range(from, to)
        .boxed()
        .collect(Collectors.toMap(fault -> fault, fault -> fault * millis * 1_000_000));
  }

  @Test
  void percentiles_areValuesThatWereMeasured() {
    Delays delays = Delays.between(times(1, 101, 1), times(1, 101, 3));

    assertThat(delays.p50()).isEqualTo(100.0);
    assertThat(delays.p99()).isEqualTo(198.0);
    assertThat(delays.percentile(100)).isEqualTo(200.0);
    assertThat(delays.missing()).isZero();
  }

  @Test
  void whatNeverArrived_isCountedAndNotTaken() {
    Delays delays = Delays.between(times(1, 11, 1), times(6, 200, 2));

    assertThat(delays.millis()).hasSize(5);
    assertThat(delays.missing()).isEqualTo(5);
  }

  @Test
  void nothing_hasNoPercentile() {
    assertThat(Delays.between(Map.of(), Map.of()).p99()).isNaN();
  }
}
