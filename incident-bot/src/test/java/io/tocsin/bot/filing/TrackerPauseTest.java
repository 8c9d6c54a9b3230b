package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.loop.Backoff;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackerPauseTest {
  private static final Instant NOW = Instant.parse("2026-03-01T14:02:00Z");

  private static TrackerPause pause(int seed) {
    return new TrackerPause(
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(seed)));
  }

  private static TrackerException notNow(@Nullable Duration asked) {
    return new TrackerException(Outcome.NOT_NOW, "HTTP 429", asked, null);
  }

  @Test
  void botsThatWereTurnedAwayTogether_doNotComeBackTogether() {
    var waits =
        IntStream.range(0, 100)
            .mapToObj(seed -> {
              TrackerPause pause = pause(seed);
              pause.after(notNow(null), NOW);
              return pause.left(NOW);
            })
            .collect(Collectors.toSet());

    assertThat(waits)
        .hasSizeGreaterThan(90)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1)));
  }

  @Test
  void whatTheTrackerAsksFor_isWaitedAtLeast_andUpToATenthMore() {
    for (int seed = 0; seed < 100; seed++) {
      TrackerPause pause = pause(seed);
      pause.after(notNow(Duration.ofSeconds(50)), NOW);

      assertThat(pause.left(NOW)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(55));
    }
  }

  @Test
  void eachPauseInARow_isTwiceAsLong_untilOneRequestWorked() {
    TrackerPause pause = pause(7);
    pause.after(notNow(null), NOW);
    Instant second = NOW.plusSeconds(1);
    pause.after(notNow(null), second);
    assertThat(pause.left(second)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));

    pause.worked();
    assertThat(pause.left(second)).isZero();
    assertThat(pause.because()).isNull();
    pause.after(notNow(null), second);
    assertThat(pause.left(second)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void failuresOfManyThreadsAtOnce_areOneFailure_andEndNoPauseSooner() {
    TrackerPause pause = pause(7);
    pause.after(notNow(Duration.ofSeconds(50)), NOW);
    Duration first = pause.left(NOW);
    for (int i = 0; i < 20; i++) {
      pause.after(notNow(null), NOW);
    }

    assertThat(pause.left(NOW)).isEqualTo(first);
  }
}
