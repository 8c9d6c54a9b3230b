package io.tocsin.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowdownTest {
  @Test
  void text_saysFromWhatToWhatSinceWhen() {
    assertThat(new Slowdown("P50", Duration.ofNanos(12_340_000), Duration.ofMillis(110), "1.1.0"))
        .hasToString("P50 from 12 ms to 110 ms since 1.1.0");
    assertThat(new Slowdown("P99", Duration.ofNanos(910_400), Duration.ofMillis(2_450), null))
        .hasToString("P99 from 910 µs to 2.4 s");
  }

  @ParameterizedTest
  @CsvSource({"12000000,110000000,1.1.0", "910400,2450000000,", "1,999,2026-03-01", "0,0,v"})
  void parse_ofItsText_givesTheSameText(long before, long after, String since) {
    Slowdown written =
        new Slowdown("P50", Duration.ofNanos(before), Duration.ofNanos(after), since);
    assertThat(Slowdown.parse(written.toString()).orElseThrow()).hasToString(written.toString());
  }

  @Test
  void times_isWhatPeopleWouldSay() {
    assertThat(times(12, 108)).isEqualTo("9");
    assertThat(times(100, 254)).isEqualTo("2.5");
    assertThat(times(3, 100)).isEqualTo("33");
  }

  @Test
  void otherWords_areNoSlowdown() {
    assertThat(Slowdown.parse("slow")).isEmpty();
    assertThat(Slowdown.parse("P50 from x ms to 3 s")).isEmpty();
  }

  private static String times(long before, long after) {
    return new Slowdown("P50", Duration.ofMillis(before), Duration.ofMillis(after), null).times();
  }
}
