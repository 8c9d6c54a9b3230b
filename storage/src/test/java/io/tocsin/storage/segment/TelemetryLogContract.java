package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.Submissions.urgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.Receipt;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link TelemetryLog} does. */
abstract class TelemetryLogContract {
  static final ReaderSpec STORE = new ReaderSpec("store", true);
  static final Duration NO_WAIT = Duration.ZERO;
  static final Duration LONG = Duration.ofSeconds(20);

  /**
   * The same log until {@link #reopen}: empty at first, two routes, a duplicate window of 10 min.
   */
  abstract TelemetryLog log();

  /** Ends it and opens it again on what it kept. */
  abstract TelemetryLog reopen();

  /** Moves the time that the log sees. */
  abstract void advance(Duration by);

  @Test
  void append_ofSeveralParts_isReadBackWholeInItsPlaces() throws Exception {
    Submission submission = Submissions.of(1, urgent(0), bulk(0), bulk(1));

    Receipt receipt = log().append(submission);

    List<LogEntry> entries = readAll(log().reader(STORE));
    assertThat(entries)
        .extracting(Submissions::nameOf)
        .containsExactlyInAnyOrderElementsOf(Submissions.namesOf(submission));
    assertThat(entries)
        .extracting(LogEntry::position)
        .containsExactlyInAnyOrderElementsOf(receipt.positions());
    assertThat(receipt.duplicate()).isFalse();
    assertThat(receipt.records()).isEqualTo(9);
    assertThat(entries.getFirst().batch())
        .usingRecursiveComparison()
        .isEqualTo(submission.parts().getFirst());
  }

  @Test
  void append_ofABatchWithoutPayload_isKept() throws Exception {
    log().append(Submissions.of(Submissions.RETAIL, 1, 0, bulk(1)));

    assertThat(names(log().reader(STORE))).containsExactly("1/BULK/1");
  }

  @Test
  void poll_withBothLanesWaiting_givesUrgentFirst() throws Exception {
    for (int id = 1; id <= 5; id++) {
      log().append(Submissions.of(id, bulk(id % 2)));
    }
    log().append(Submissions.of(6, urgent(1)));

    assertThat(Submissions.nameOf(log().reader(STORE).poll(1, NO_WAIT).getFirst()))
        .isEqualTo("6/URGENT/1");
  }

  @Test
  void poll_ofOnePartition_keepsItsOrder() throws Exception {
    for (int id = 1; id <= 40; id++) {
      log().append(Submissions.of(id, bulk(0)));
    }

    List<LogEntry> entries = readAll(log().reader(STORE));

    assertThat(entries)
        .extracting(entry -> entry.batch().observedNanos() / 1_000)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).mapToObj(Long::valueOf).toList());
    assertThat(entries)
        .extracting(entry -> entry.position().offset())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void poll_ofMoreThanThereMayBe_stopsAtMax() throws Exception {
    for (int id = 1; id <= 5; id++) {
      log().append(Submissions.of(id, bulk(0)));
    }
    Reader reader = log().reader(STORE);

    assertThat(reader.poll(2, NO_WAIT)).hasSize(2);
    assertThat(reader.poll(9, NO_WAIT)).hasSize(3);
    assertThatIllegalArgumentException().isThrownBy(() -> reader.poll(0, NO_WAIT));
  }

  @Test
  void poll_ofNothing_waitsForTheNextAppend() throws Exception {
    Reader reader = log().reader(STORE);
    assertThat(reader.poll(1, Duration.ofMillis(1))).isEmpty();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<List<LogEntry>> polled = other.submit(() -> reader.poll(1, LONG));

      log().append(Submissions.of(1, bulk(0)));

      assertThat(polled.get()).hasSize(1);
    }
  }

  @Test
  void append_ofTheSameAgain_writesNothing() throws Exception {
    Submission submission = Submissions.of(1, urgent(0), bulk(1));
    log().append(submission);

    Receipt again = log().append(submission);

    assertThat(again.duplicate()).isTrue();
    assertThat(again.positions()).isEmpty();
    assertThat(again.records()).isZero();
    assertThat(names(log().reader(STORE))).hasSize(2);
  }

  @Test
  void append_ofTheSameAgainAfterARestart_writesNothing() throws Exception {
    Submission submission = Submissions.of(1, urgent(0), bulk(1));
    log().append(submission);

    assertThat(reopen().append(submission).duplicate()).isTrue();

    assertThat(names(log().reader(STORE))).hasSize(2);
  }

  @Test
  void append_ofTheSameAfterALongTimeDown_writesNothing() throws Exception {
    Submission submission = Submissions.of(1, urgent(0), bulk(1));
    log().append(submission);
    advance(Duration.ofHours(5));

    assertThat(reopen().append(submission).duplicate()).isTrue();

    assertThat(names(log().reader(STORE))).hasSize(2);
  }

  @Test
  void append_ofTheSameAfterTheWindow_isNew() throws Exception {
    Submission submission = Submissions.of(1, bulk(1));
    log().append(submission);
    advance(Duration.ofMinutes(9));
    assertThat(log().append(submission).duplicate()).isTrue();
    advance(Duration.ofMinutes(2));

    assertThat(log().append(submission).duplicate()).isFalse();
    assertThat(names(log().reader(STORE))).hasSize(2);
  }

  @Test
  void append_ofTheSameDigestByAnotherTenant_isNew() throws Exception {
    log().append(Submissions.of(1, bulk(1)));

    Receipt other = log().append(Submissions.of(new TenantId("wealth"), 1, 100, bulk(1)));

    assertThat(other.duplicate()).isFalse();
    assertThat(readAll(log().reader(STORE)))
        .extracting(entry -> entry.batch().tenant().value())
        .containsExactly("retail", "wealth");
  }

  @Test
  void append_ofTheSameByManyAtOnce_writesItOnce() throws Exception {
    Submission submission = Submissions.of(1, urgent(1), bulk(0));
    List<Receipt> receipts = inParallel(8, () -> log().append(submission));

    assertThat(receipts).filteredOn(receipt -> !receipt.duplicate()).hasSize(1);
    assertThat(names(log().reader(STORE))).hasSize(2);
  }

  @Test
  void append_byManyThreads_keepsEveryOneOnce() throws Exception {
    List<Integer> threads = IntStream.range(0, 8).boxed().toList();
    List<Callable<Integer>> work = new ArrayList<>();
    for (int thread : threads) {
      work.add(() -> {
        for (int i = 0; i < 50; i++) {
          log().append(Submissions.of(thread * 1_000 + i, bulk(i % 2), urgent(thread % 2)));
        }
        return thread;
      });
    }
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> future : pool.invokeAll(work)) {
        future.get();
      }
    }

    assertThat(names(log().reader(STORE))).hasSize(800).doesNotHaveDuplicates();
  }

  @Test
  void reader_afterARestart_goesOnBehindItsCommit() throws Exception {
    for (int id = 1; id <= 6; id++) {
      log().append(Submissions.of(id, bulk(0)));
    }
    Reader reader = log().reader(STORE);
    Positions done = Positions.NONE;
    for (LogEntry entry : reader.poll(4, NO_WAIT)) {
      done = done.after(entry.position());
    }
    reader.commit(done);
    reader.poll(1, NO_WAIT);

    assertThat(names(reopen().reader(STORE))).containsExactly("5/BULK/0", "6/BULK/0");
  }

  @Test
  void commit_ofOnePartition_leavesTheOthers() throws Exception {
    log().append(Submissions.of(1, bulk(0)));
    log().append(Submissions.of(2, bulk(1)));
    Reader reader = log().reader(STORE);
    for (LogEntry entry : readAll(reader)) {
      reader.commit(Positions.NONE.after(entry.position()));
    }

    assertThat(names(reopen().reader(STORE))).isEmpty();
  }

  @Test
  void readers_ofDifferentNames_doNotDisturbEachOther() throws Exception {
    log().append(Submissions.of(1, bulk(0)));
    Reader store = log().reader(STORE);
    store.commit(Positions.NONE.after(store.poll(1, NO_WAIT).getFirst().position()));

    assertThat(names(log().reader(new ReaderSpec("detect", true)))).hasSize(1);
    assertThat(names(store)).isEmpty();
  }

  @Test
  void reader_thatIsOpen_cannotBeOpenedTwice() {
    Reader reader = log().reader(STORE);
    assertThatIllegalStateException().isThrownBy(() -> log().reader(STORE));

    reader.close();

    log().reader(STORE).close();
  }

  @Test
  void seek_toWhereAStoreStands_readsOnFromThere() throws Exception {
    for (int id = 1; id <= 6; id++) {
      log().append(Submissions.of(id, bulk(0)));
    }
    Reader reader = log().reader(STORE);
    List<LogEntry> entries = readAll(reader);

    reader.seek(Positions.NONE.after(entries.get(3).position()));
    assertThat(names(reader)).containsExactly("5/BULK/0", "6/BULK/0");
    reader.seek(Positions.NONE);
    assertThat(names(reader)).hasSize(6);
  }

  @Test
  void epoch_ofOneFolder_staysThroughRestarts() {
    long epoch = log().epoch();

    assertThat(reopen().epoch()).isEqualTo(epoch);
    assertThat(log().routes()).isEqualTo(2);
  }

  @Test
  void append_afterARestart_givesNoOffsetTwice() throws Exception {
    List<Object> positions = new ArrayList<>();
    for (int id = 1; id <= 4; id++) {
      positions.addAll(log().append(Submissions.of(id, bulk(0))).positions());
      reopen();
    }

    assertThat(positions).hasSize(4).doesNotHaveDuplicates();
    assertThat(names(log().reader(STORE)))
        .containsExactly("1/BULK/0", "2/BULK/0", "3/BULK/0", "4/BULK/0");
  }

  @Test
  void append_ofWhatCannotBe_isTheCallersMistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> log().append(Submissions.of(1, bulk(2))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log().append(Submissions.of(1, bulk(1), bulk(1))));
    assertThatIllegalArgumentException().isThrownBy(() -> log().append(Submissions.of(1)));
  }

  static List<LogEntry> readAll(Reader reader) throws InterruptedException {
    List<LogEntry> all = new ArrayList<>();
    List<LogEntry> some = reader.poll(100, NO_WAIT);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = reader.poll(100, NO_WAIT);
    }
    return all;
  }

  static List<String> names(Reader reader) throws InterruptedException {
    return readAll(reader).stream().map(Submissions::nameOf).toList();
  }

  private static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future :
          pool.invokeAll(IntStream.range(0, times).mapToObj(i -> work).toList())) {
        results.add(future.get());
      }
      return results;
    }
  }
}
