package io.tocsin.storage.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeputiesTest {
  private final Deputies deputies = new Deputies();

  @Test
  void workOfAThreadThatMayHaveToWait_isDoneByOneThatNeedNot() throws Exception {
    assertThat(of(Thread.MIN_PRIORITY, () -> Thread.currentThread().getPriority()).get())
        .isEqualTo(Thread.NORM_PRIORITY);
  }

  @Test
  void workOfAnyOther_isDoneByItself() throws Exception {
    assertThat(of(Thread.NORM_PRIORITY, () -> Thread.currentThread().getName()).get())
        .isEqualTo("asking");
  }

  @Test
  void work_onceTheyAreClosed_isDoneByItselfAllTheSame() throws Exception {
    deputies.close();

    assertThat(of(Thread.MIN_PRIORITY, () -> Thread.currentThread().getName()).get())
        .isEqualTo("asking");
  }

  @Test
  void failure_isThatOfTheWork() {
    FutureTask<Integer> failing =
        of(
            Thread.MIN_PRIORITY,
            () -> {
              throw new IllegalArgumentException("no such row");
            });

    assertThatThrownBy(failing::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such row");
  }

  private <T> FutureTask<T> of(int priority, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(() -> deputies.run(work));
    Thread.ofPlatform().name("asking").priority(priority).start(task);
    return task;
  }
}
