package io.tocsin.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.step.StepRing;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepTimesTest {
  private static final int SLOTS = 32_768;

  @TempDir private Path folder;
  private StepRing ring;
  private StepTimes times;

  @BeforeEach
  void open() throws Exception {
    Path file = folder.resolve("steps");
    ring = new StepRing(file);
    times = StepTimes.open(file);
  }

  @Test
  void last_ofAStepEnteredTwice_isTheSecondTime() {
    enter("op-1", "fee.quote");
    long first = times.last("op-1", "fee.quote").orElseThrow();
    long now = Instant.now().getEpochSecond();
    enter("op-1", "fee.quote");

    assertThat(times.last("op-1", "fee.quote").orElseThrow()).isGreaterThan(first);
    assertThat(first / 1_000_000_000L).isBetween(now - 60, now + 1);
  }

  @Test
  void last_ofAnotherOperationOrStep_isEmpty() {
    enter("op-1", "fee.quote");

    assertThat(times.last("op-2", "fee.quote")).isEmpty();
    assertThat(times.last("op-1", "fx.convert")).isEmpty();
  }

  @Test
  void ring_thatWentRound_forgetsTheOldest() {
    enter("op-old", "fee.quote");
    for (int i = 0; i < SLOTS; i++) {
      enter("op-new", "fee.quote");
    }
    assertThat(times.last("op-old", "fee.quote")).isEmpty();
    assertThat(times.last("op-new", "fee.quote")).isPresent();
  }

  @Test
  void names_longerThanTheirPlace_areCut() {
    enter("o".repeat(100), "s".repeat(100));
    assertThat(times.last("o".repeat(40), "s".repeat(32))).isPresent();
  }

  @Test
  void first_isWhenAnyOperationEnteredAnyStep() {
    assertThat(times.first()).isEmpty();
    enter("op-1", "fee.quote");
    enter("op-2", "fx.convert");

    assertThat(times.first()).isEqualTo(times.last("op-1", "fee.quote"));
  }

  @Test
  void ring_inAFolderThatIsNotThere_saysWhatItNeeds() {
    assertThatThrownBy(() -> new StepRing(folder.resolve("none/steps")))
        .hasMessageContaining("bank.steps")
        .hasMessageContaining("expected: a writable file");
  }

  private void enter(String operation, String step) {
    try (Operation.Open open = new Operation(operation, "T1", "1", false).open()) {
      ring.enter(step);
    }
  }
}
