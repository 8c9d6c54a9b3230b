package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.Positions;
import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.contract.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts the power at each call that changes the disk, in a run that commits four slices at once. */
class LucenePowerCutTest {
  private static final long BATCHES = 6;
  private static final int BATCHES_A_COMMIT = 2;

  @TempDir Path folder;

  @Test
  void commit_cutAtAnyPlace_losesNothingThatItAcknowledged() throws IOException {
    cutAtEvery(29);
  }

  @Test
  @Tag("long")
  void commit_cutAtEveryPlace_losesNothingThatItAcknowledged() throws IOException {
    cutAtEvery(1);
  }

  private void cutAtEvery(int step) throws IOException {
    int cuts = 0;
    boolean survived = false;
    for (int calls = 0; !survived; calls += step) {
      survived = cutAfter(calls, folder.resolve("cut-" + calls));
      cuts++;
    }
    assertThat(cuts).as("places where the power was cut").isGreaterThan(200 / step);
    System.out.println("power cut at " + cuts + " places");
  }

  /** Whether the run came to its end before that many calls. */
  private boolean cutAfter(int calls, Path root) throws IOException {
    PowerCut disk = new PowerCut(calls);
    AtomicLong acknowledged = new AtomicLong();
    LuceneTelemetryStore first = store(root, disk);
    try {
      first.start();
      Replay.run(first, BATCHES, BATCHES_A_COMMIT, offset -> {}, acknowledged::set);
    } catch (UncheckedIOException powerIsCut) {
      assertThat(disk.isCut()).isTrue();
    }
    boolean survived = !disk.isCut();
    closeAfterTheCut(first);
    disk.forget();

    LuceneTelemetryStore second = store(root, new PowerCut(Integer.MAX_VALUE));
    second.start();
    Positions committed = second.committed(LogSample.EPOCH).positions();
    assertThat(committed.next(0))
        .as("cut after " + calls)
        .isGreaterThanOrEqualTo(acknowledged.get());
    Replay.run(second, BATCHES, BATCHES_A_COMMIT, offset -> {}, offset -> {});
    Replay.assertHolds(second, BATCHES);
    assertThat(second.health().because()).as("cut after " + calls).isEqualTo("4 slices");
    second.close();
    return survived;
  }

  private static void closeAfterTheCut(LuceneTelemetryStore store) {
    try {
      store.close();
    } catch (UncheckedIOException powerIsCut) {
      assertThat(powerIsCut).hasMessageContaining("power");
    }
  }

  private static LuceneTelemetryStore store(Path root, PowerCut disk) {
    return new LuceneTelemetryStore(root, LuceneConfig.defaults(), new TestClock(), disk);
  }
}
