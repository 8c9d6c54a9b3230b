package io.tocsin.bot.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void wait_doublesUpToItsLongest_byChanceAHalfToAll_andWaitsAtLeastAsLongAsAsked() {
    Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(60), new Random(7));
    for (int failures = 1; failures < 100; failures++) {
      double full = Math.min(60_000, 2_000 * Math.pow(2, failures - 1));
      assertThat(backoff.after(failures, null).toMillis())
          .isBetween((long) (full / 2), (long) full);
    }
    assertThat(backoff.after(1, Duration.ofSeconds(100)))
        .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(110));
  }
}
