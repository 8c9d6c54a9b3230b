package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.contract.TestClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writing process killed with signal 9, each time a few milliseconds into a commit. */
class LuceneKillTest {
  private static final long BATCHES = 1_000_000;
  private static final int LONGEST_WAIT_MILLIS = 12;

  @TempDir Path root;

  @Test
  void T28_kill_inTheMiddleOfCommits_losesNothingAndRepeatsNothing() throws Exception {
    killAndReplay(2);
  }

  @Test
  @Tag("long")
  void T28_kill_manyTimes_losesNothingAndRepeatsNothing() throws Exception {
    killAndReplay(40);
  }

  private void killAndReplay(int kills) throws Exception {
    Random random = new Random(11);
    long acknowledged = 0;
    for (int kill = 0; kill < kills; kill++) {
      acknowledged = killDuringCommit(2 + random.nextInt(6), random.nextInt(LONGEST_WAIT_MILLIS));
    }

    LuceneTelemetryStore store =
        new LuceneTelemetryStore(root, LuceneConfig.defaults(), new TestClock());
    store.start();
    long committed = store.committed(LogSample.EPOCH).positions().next(0);
    assertThat(committed).isGreaterThanOrEqualTo(acknowledged);
    long end = committed + 20;
    Replay.run(store, end, 5, offset -> {}, offset -> {});
    Replay.assertHolds(store, end);
    assertThat(store.health().because()).isEqualTo("4 slices");
    store.close();
  }

  /**
   * @param commit which of the process's commits
   * @param waitMillis after its beginning
   * @return the last offset that the process said to be committed
   */
  private long killDuringCommit(int commit, int waitMillis) throws Exception {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
      long acknowledged = 0;
      int commits = 0;
      String line;
      while ((line = said.readLine()) != null) {
        String[] words = line.split(" ");
        if (words[0].equals("committed")) {
          acknowledged = Long.parseLong(words[1]);
        } else if (++commits == commit) {
          writer.waitFor(waitMillis, TimeUnit.MILLISECONDS);
          writer.toHandle().destroyForcibly();
        }
      }
      assertThat(commits).as("commits before the kill").isGreaterThanOrEqualTo(commit);
      return acknowledged;
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  /** The process that is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      LuceneTelemetryStore store =
          new LuceneTelemetryStore(Path.of(args[0]), LuceneConfig.defaults(), new TestClock());
      store.start();
      Replay.run(
          store,
          BATCHES,
          5,
          offset -> say("committing", offset),
          offset -> say("committed", offset));
    }

    private static void say(String what, long offset) {
      System.out.println(what + " " + offset);
      System.out.flush();
    }
  }
}
