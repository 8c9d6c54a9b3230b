package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.Submissions.urgent;
import static io.tocsin.storage.segment.TelemetryLogContract.STORE;
import static io.tocsin.storage.segment.TelemetryLogContract.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCopyTest {
  private static final int PAYLOAD_BYTES = 1_200;

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private SegmentTelemetryLog log;

  @BeforeEach
  void open() {
    log = open(folder.resolve("log"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private SegmentTelemetryLog open(Path where) {
    SegmentTelemetryLog opened = new SegmentTelemetryLog(Configs.small(), where, clock);
    opened.start();
    return opened;
  }

  private Path copy() {
    return folder.resolve("copy");
  }

  private void append(long... ids) throws Exception {
    for (long id : ids) {
      log.append(Submissions.of(Submissions.RETAIL, id, PAYLOAD_BYTES, bulk(0)));
    }
  }

  /** Reads all there is and says that it is stored. */
  private static List<LogEntry> store(Reader reader) throws InterruptedException {
    List<LogEntry> entries = readAll(reader);
    Positions read = Positions.NONE;
    for (LogEntry entry : entries) {
      read = read.after(entry.position());
    }
    reader.commit(read);
    return entries;
  }

  private List<String> namesInCopy() throws Exception {
    SegmentTelemetryLog opened = open(copy());
    try (Reader reader = opened.reader(STORE)) {
      assertThat(opened.status().damage().found()).isZero();
      return readAll(reader).stream().map(Submissions::nameOf).toList();
    } finally {
      opened.close();
    }
  }

  @Test
  void copy_readsOnFromWhereEachReaderWasAtItsBegin() throws Exception {
    try (Reader reader = log.reader(STORE)) {
      append(1, 2);
      store(reader);
      append(3);
      try (LogCopy copy = log.copy(copy())) {
        store(reader);
        append(4);
        copy.complete();
      }
      append(5);
    }

    assertThat(namesInCopy()).containsExactly("3/BULK/0", "4/BULK/0");
  }

  @Test
  void copy_keepsSegmentsThatAllHaveReadSinceItsBegin() throws Exception {
    try (Reader reader = log.reader(STORE)) {
      append(1, 2, 3, 4, 5, 6, 7, 8, 9);
      try (LogCopy copy = log.copy(copy())) {
        store(reader);
        append(10);
        store(reader);
        copy.complete();
      }
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(segmentsIn(folder.resolve("log"))).isEqualTo(1));

    assertThat(namesInCopy()).hasSize(10).startsWith("1/BULK/0").endsWith("10/BULK/0");
  }

  @Test
  void copy_givenUp_letsSegmentsGoAgain() throws Exception {
    try (Reader reader = log.reader(STORE)) {
      append(1, 2, 3, 4, 5, 6, 7, 8, 9);
      log.copy(copy()).close();
      store(reader);
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(segmentsIn(folder.resolve("log"))).isEqualTo(1));
  }

  @Test
  void copy_knowsWhatWasSentAgain_andGivesNoIdTwice() throws Exception {
    try (Reader reader = log.reader(STORE)) {
      append(1, 2, 3, 4, 5, 6, 7);
      store(reader);
      try (LogCopy copy = log.copy(copy())) {
        copy.complete();
      }
    }
    log.close();

    log = open(copy());

    assertThat(
            log.append(Submissions.of(Submissions.RETAIL, 2, PAYLOAD_BYTES, bulk(0))).duplicate())
        .isTrue();
    append(8);
    try (Reader reader = log.reader(STORE)) {
      assertThat(readAll(reader)).extracting(Submissions::nameOf).containsExactly("8/BULK/0");
    }
  }

  @Test
  void copy_takenAgainAndAgainUnderLoad_isWholeEachTime() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicLong acknowledged = new AtomicLong();
    Set<String> stored = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sender =
          threads.submit(() -> {
            for (long id = 1; !enough.get(); id++) {
              log.append(
                  Submissions.of(Submissions.RETAIL, id, 300, urgent((int) (id % 2)), bulk(1)));
              acknowledged.set(id);
            }
            return null;
          });
      Future<?> storing =
          threads.submit(() -> {
            try (Reader reader = log.reader(STORE)) {
              while (!enough.get()) {
                for (LogEntry entry : reader.poll(20, Duration.ofMillis(5))) {
                  stored.add(Submissions.nameOf(entry));
                  reader.commit(Positions.NONE.after(entry.position()));
                }
              }
            }
            return null;
          });
      try {
        for (int round = 0; round < 8; round++) {
          assertCopyIsWhole(folder.resolve("copy" + round), acknowledged, stored);
        }
      } finally {
        enough.set(true);
      }
      sender.get();
      storing.get();
    }
  }

  /**
   * Together a store copied in between and the entries behind its reader's place are everything.
   */
  private void assertCopyIsWhole(Path where, AtomicLong acknowledged, Set<String> stored)
      throws Exception {
    await().atMost(Duration.ofSeconds(20)).until(enoughSince(acknowledged.get(), acknowledged));
    Set<String> expected = new HashSet<>();
    Set<String> inStore;
    try (LogCopy copy = log.copy(where)) {
      inStore = new HashSet<>(stored);
      for (long id = 1; id <= acknowledged.get(); id++) {
        expected.add(Submissions.name(id, urgent((int) (id % 2))));
        expected.add(Submissions.name(id, bulk(1)));
      }
      copy.complete();
    }
    SegmentTelemetryLog opened = open(where);
    try (Reader reader = opened.reader(STORE)) {
      Set<String> found = new HashSet<>(inStore);
      readAll(reader).forEach(entry -> found.add(Submissions.nameOf(entry)));
      assertThat(opened.status().damage().found()).isZero();
      assertThat(opened.status().readers()).allSatisfy(state -> assertThat(state.gaps()).isZero());
      assertThat(found).containsAll(expected);
    } finally {
      opened.close();
    }
  }

  private static Callable<Boolean> enoughSince(long before, AtomicLong now) {
    return () -> now.get() > before + 40;
  }

  private static long segmentsIn(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.filter(file -> file.toString().endsWith(".seg")).count();
    }
  }
}
