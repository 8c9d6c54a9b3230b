package io.tocsin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EpochNanosTest {
  @Test
  void of_andBack_keepsTheLastDigit_beforeTheEpochToo() {
    for (String text : new String[] {"2026-11-21T12:00:00.123456789Z", "1969-12-31T23:59:59.9Z"}) {
      Instant instant = Instant.parse(text);
      assertThat(EpochNanos.toInstant(EpochNanos.of(instant))).isEqualTo(instant);
    }
  }

  @Test
  void of_whatALongCannotHold_isTheNearestEnd() {
    assertThat(EpochNanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(EpochNanos.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
  }
}
