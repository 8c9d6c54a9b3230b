package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.Positions;
import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.contract.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Its commits are not forced to disk: what survives a power cut is tried elsewhere. */
class LuceneCopyTest {
  private static final LuceneConfig CONFIG =
      new LuceneConfig(Duration.ofDays(30), Duration.ZERO, Duration.ZERO, 2, 4, 2, 10_000, 1_000);

  /** A commit of four slices forces some thirty files, each of which waits for the disk. */
  private static final class Unforced extends FilterDirectory {
    Unforced(Directory files) {
      super(files);
    }

    @Override
    public void sync(Collection<String> names) {}

    @Override
    public void syncMetaData() {}
  }

  @TempDir Path folder;
  private LuceneTelemetryStore store;

  @BeforeEach
  void open() {
    store = open(folder.resolve("documents"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static LuceneTelemetryStore open(Path root) {
    LuceneTelemetryStore opened =
        new LuceneTelemetryStore(
            root, CONFIG, new TestClock(), folder -> new Unforced(FSDirectory.open(folder)));
    opened.start();
    return opened;
  }

  private static void run(LuceneTelemetryStore into, long end, int batchesACommit) {
    Replay.run(into, end, batchesACommit, before -> {}, after -> {});
  }

  @Test
  void copy_ofAnEmptyStore_isAnEmptyStore() throws IOException {
    store.copy(folder.resolve("copy"));

    LuceneTelemetryStore copy = open(folder.resolve("copy"));
    Replay.assertHolds(copy, 0);
    assertThat(copy.committed(LogSample.EPOCH).positions()).isEqualTo(Positions.NONE);
    copy.close();
  }

  @Test
  void copy_holdsWhatWasCommitted_andReadsOnFromThere() throws IOException {
    run(store, 10, 5);
    store.write(Replay.batch(10), List.of());
    store.copy(folder.resolve("copy"));

    LuceneTelemetryStore copy = open(folder.resolve("copy"));
    Replay.assertHolds(copy, 10);
    run(copy, 12, 1);
    Replay.assertHolds(copy, 12);
    copy.close();
  }

  @Test
  void copy_staysWholeWhileTheStoreMergesAndDeletes() throws IOException {
    run(store, 12, 1);
    store.copy(folder.resolve("copy"));
    run(store, 36, 1);
    assertThat(filesBelow(folder.resolve("copy")))
        .as("some files of the copy are merged away in the store")
        .anyMatch(file -> !Files.exists(folder.resolve("documents").resolve(file)));
    store.close();
    deleteFiles(folder.resolve("documents"));

    LuceneTelemetryStore copy = open(folder.resolve("copy"));
    Replay.assertHolds(copy, 12);
    copy.close();
    store = open(folder.resolve("documents"));
  }

  @Test
  void copy_takenAgainAndAgainWhileWriting_isWholeUpToItsPosition() throws Exception {
    AtomicLong written = new AtomicLong();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> writing =
          threads.submit(() -> Replay.run(store, 80, 2, before -> {}, written::set));
      for (int round = 0; round < 5; round++) {
        long enough = written.get() + 8;
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> written.get() >= enough || writing.isDone());
        store.copy(folder.resolve("copy" + round));
      }
      writing.get();
    }
    for (int round = 0; round < 5; round++) {
      LuceneTelemetryStore copy = open(folder.resolve("copy" + round));
      Replay.assertHolds(copy, copy.committed(LogSample.EPOCH).positions().next(0));
      copy.close();
    }
  }

  private static List<Path> filesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(root::relativize).toList();
    }
  }

  private static void deleteFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
