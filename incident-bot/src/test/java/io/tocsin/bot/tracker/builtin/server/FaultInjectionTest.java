package io.tocsin.bot.tracker.builtin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultInjectionTest {
  private static Faults lose(double share, int next, long seed) {
    return new Faults(share, next, 0, false, 0, 0, 0, 0, seed);
  }

  private static List<Boolean> losses(Faults ordered) {
    FaultInjection faults = new FaultInjection();
    faults.order(ordered);
    return IntStream.range(0, 200).mapToObj(i -> faults.next(true).loseAnswer()).toList();
  }

  @Test
  void share_withOneSeed_losesTheSameAnswers() {
    assertThat(losses(lose(0.5, 0, 7))).isEqualTo(losses(lose(0.5, 0, 7)));
    assertThat(losses(lose(0.5, 0, 7)).stream().filter(lost -> lost).count()).isBetween(60L, 140L);
  }

  @Test
  void nextN_losesExactlyThose() {
    assertThat(losses(lose(0, 3, 0)).stream().filter(lost -> lost).count()).isEqualTo(3);
  }

  @Test
  void searches_neverLoseTheirAnswer() {
    FaultInjection faults = new FaultInjection();
    faults.order(lose(1, 0, 0));

    assertThat(faults.next(false).loseAnswer()).isFalse();
    assertThat(faults.next(true).loseAnswer()).isTrue();
    assertThat(faults.report().lost()).isOne();
  }

  @Test
  void refusal_endsAfterItsCount() {
    FaultInjection faults = new FaultInjection();
    faults.order(new Faults(0, 0, 0, false, 0, 503, 2, 1, 0));

    assertThat(IntStream.range(0, 4).map(i -> faults.next(true).refuse()))
        .containsExactly(503, 503, 0, 0);
  }
}
