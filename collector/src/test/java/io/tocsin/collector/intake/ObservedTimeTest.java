package io.tocsin.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.EpochNanos;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservedTimeTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private Instant wall = NOON;
  private long ticks = 77;

  private ObservedTime time(Instant newest) {
    return new ObservedTime(() -> wall, () -> ticks, EpochNanos.of(newest));
  }

  /** Real time goes on, and the clock with it. */
  private void pass(Duration real) {
    wall = wall.plus(real);
    ticks += real.toNanos();
  }

  @Test
  void aClockSetBack_slowsTimeDownUntilItHasCaughtUp_andNeverTurnsIt() {
    ObservedTime time = time(Instant.EPOCH);
    long before = time.next();
    wall = wall.minusSeconds(60);
    for (int second = 1; second <= 200; second++) {
      pass(Duration.ofSeconds(1));
      long now = time.next();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }

    assertThat(before).isEqualTo(EpochNanos.of(wall));
  }

  @Test
  void aClockSetForward_isFollowed() {
    ObservedTime time = time(Instant.EPOCH);
    time.next();
    wall = wall.plus(Duration.ofDays(400));

    assertThat(time.next()).isEqualTo(EpochNanos.of(wall));
  }

  @Test
  void aClockThatWasFarAhead_isBelievedWhenItIsCorrected_andCounted() {
    wall = NOON.plus(Duration.ofDays(400));
    ObservedTime time = time(Instant.EPOCH);
    time.next();
    wall = NOON;

    assertThat(time.next()).isEqualTo(EpochNanos.of(NOON));
    assertThat(time.samples().getFirst().value()).isEqualTo(1);
  }

  @Test
  void aClockSetBackOverARestart_doesNotGoBehindWhatTheLogHolds() {
    ObservedTime time = time(NOON.plusSeconds(30));

    assertThat(time.next()).isEqualTo(EpochNanos.of(NOON.plusSeconds(30)));
  }
}
