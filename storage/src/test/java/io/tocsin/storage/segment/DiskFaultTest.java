package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.Submissions.urgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.Health;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.LogRefusedException.Reason;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.Submission;
import io.tocsin.storage.segment.PowerCutDisk.Step;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log does when its disk fails and its process goes on. */
class DiskFaultTest {
  private static final ReaderSpec STORE = new ReaderSpec("store", true);
  private static final Predicate<String> SEGMENT = name -> name.endsWith(".seg");

  /** Of bulk route 0. */
  private static final Predicate<String> PARTITION_2 = SEGMENT.and(name -> name.startsWith("2-"));

  private final TestClock clock = new TestClock();
  private final Witness witness = new Witness();
  private PowerCutDisk disk = new PowerCutDisk();
  private SegmentTelemetryLog log;

  @BeforeEach
  void open() {
    log = new SegmentTelemetryLog(Configs.small(), () -> disk, clock);
    log.start();
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** The process dies; what it wrote stays, forced or not. */
  private void killAndOpen() {
    PowerCutDisk left = disk.afterKill();
    log.close();
    disk = left;
    open();
  }

  @Test
  void reader_thatCouldNotLetGoOfItsFiles_canBeOpenedAgain() throws Exception {
    Reader reader = log.reader(STORE);
    append(1);
    assertThat(reader.poll(1, Duration.ofSeconds(10))).hasSize(1);
    disk.failCloses(true);

    assertThatThrownBy(reader::close).isInstanceOf(OutOfMemoryError.class);
    disk.failCloses(false);

    try (Reader again = log.reader(STORE)) {
      assertThat(again.poll(1, Duration.ofSeconds(10))).hasSize(1);
    }
  }

  @Test
  void append_whoseForceFails_isRefusedAndNeverDelivered() throws Exception {
    Reader reader = log.reader(STORE);
    append(1);
    disk.failOnce(Step.FORCE, PARTITION_2, "Input/output error");

    LogRefusedException refused = refusal(Submissions.of(2, bulk(0)));

    assertThat(refused.reason()).isEqualTo(Reason.STORAGE);
    assertThat(refused).hasMessageContaining("Input/output error");
    assertThat(log.health())
        .isEqualTo(Health.degraded("the disk refused the log's last commit: Input/output error"));
    append(3);
    assertThat(witness.readAll(reader)).containsExactly("1/BULK/0", "3/BULK/0");
    assertThat(log.status().storageFailures()).isEqualTo(1);
    assertThat(log.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void append_whoseForceFailed_isCutOffAsASecondForceWouldLie() throws Exception {
    append(1);
    disk.failOnce(Step.FORCE, PARTITION_2, "Input/output error");
    refusal(Submissions.of(2, bulk(0)));

    killAndOpen();

    assertThat(witness.readAll(log.reader(STORE))).containsExactly("1/BULK/0");
  }

  @Test
  void append_whoseForceFailed_isNotFoundAfterAKillEither() throws Exception {
    append(1);
    disk.failOnce(Step.FORCE, PARTITION_2, "Input/output error");
    disk.failOnce(Step.TRUNCATE, PARTITION_2, "Input/output error");
    refusal(Submissions.of(2, bulk(0)));
    append(3);
    append(2);

    killAndOpen();

    assertThat(witness.readAll(log.reader(STORE)))
        .containsExactly("1/BULK/0", "3/BULK/0", "2/BULK/0");
    assertThat(log.status().damage().found()).isZero();
  }

  @Test
  void append_refusedWithItsBytesOnDisk_thenSentAgainAfterAKill_isThereOnce() throws Exception {
    append(1);
    disk.failOnce(Step.FORCE, PARTITION_2, "Input/output error");
    disk.failOnce(Step.TRUNCATE, PARTITION_2, "Input/output error");
    refusal(Submissions.of(2, bulk(0)));

    killAndOpen();

    assertThat(log.append(Submissions.of(2, bulk(0))).duplicate()).isTrue();
    assertThat(witness.readAll(log.reader(STORE))).containsExactly("1/BULK/0", "2/BULK/0");
  }

  @Test
  void append_writtenInPart_isRefusedAndCutOff() throws Exception {
    append(1);
    disk.failOnce(Step.WRITE, PARTITION_2, "Input/output error");
    assertThat(refusal(Submissions.of(2, bulk(0))).reason()).isEqualTo(Reason.STORAGE);
    append(2);

    killAndOpen();

    assertThat(witness.readAll(log.reader(STORE))).containsExactly("1/BULK/0", "2/BULK/0");
    assertThat(log.status().damage().found()).isZero();
  }

  @Test
  void append_ofWhichOnePartFails_isRefusedAndOnlyThatPartIsWrittenNextTime() throws Exception {
    Reader reader = log.reader(STORE);
    Submission mixed = Submissions.of(1, urgent(0), bulk(0), bulk(1));
    disk.failOnce(Step.FORCE, PARTITION_2, "Input/output error");
    assertThat(refusal(mixed).reason()).isEqualTo(Reason.STORAGE);

    assertThat(log.append(mixed).positions()).hasSize(1);

    assertThat(witness.readAll(reader))
        .containsExactlyInAnyOrderElementsOf(Submissions.namesOf(mixed));
    assertThat(log.append(mixed).duplicate()).isTrue();
  }

  @Test
  void append_ofWhichOnePartFailsForLong_doesNotWriteTheOthersTwice() throws Exception {
    Reader reader = log.reader(STORE);
    Submission mixed = Submissions.of(1, urgent(0), bulk(0), bulk(1));
    for (int attempt = 0; attempt < 3; attempt++) {
      disk.failOnce(Step.FORCE, PARTITION_2, "Input/output error");
      assertThat(refusal(mixed).reason()).isEqualTo(Reason.STORAGE);
      clock.advance(Duration.ofMinutes(9));
    }

    assertThat(log.append(mixed).positions()).hasSize(1);

    assertThat(witness.readAll(reader))
        .containsExactlyInAnyOrderElementsOf(Submissions.namesOf(mixed));
  }

  @Test
  void append_withoutANewSegment_isRefusedUntilThereIsOne() throws Exception {
    for (Step step : List.of(Step.CREATE, Step.WRITE, Step.FORCE)) {
      disk.fail(step, SEGMENT, "Input/output error");
      assertThat(refusal(Submissions.of(1, bulk(0))).reason()).isEqualTo(Reason.STORAGE);
      disk.heal();
    }
    disk.failOnce(Step.FORCE_FOLDER, name -> true, "Input/output error");
    assertThat(refusal(Submissions.of(1, bulk(0))).reason()).isEqualTo(Reason.STORAGE);

    append(1);

    killAndOpen();
    assertThat(witness.readAll(log.reader(STORE))).containsExactly("1/BULK/0");
    assertThat(log.status().damage().found()).isZero();
  }

  @Test
  void append_onAFullDisk_saysSoAndRecoversWhenReadersHaveMadeRoom() throws Exception {
    Reader reader = log.reader(STORE);
    disk.limitTo(disk.used() + 40_000);
    LogRefusedException refused = null;
    for (int id = 1; refused == null; id++) {
      refused = refusal(Submissions.of(Submissions.RETAIL, id, 3_000, bulk(0)));
    }
    assertThat(refused.reason()).isEqualTo(Reason.STORAGE);
    assertThat(refused).hasMessageContaining("No space left on device");
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(5));

    commitAll(reader);

    await().untilAsserted(() -> append(9_001));
    assertThat(witness.readAll(reader)).containsExactly("9001/BULK/0");
  }

  @Test
  void start_onAFullDisk_readsWhatIsThere() throws Exception {
    log.reader(STORE);
    append(1);
    PowerCutDisk left = disk.afterKill();
    log.close();
    disk = left;
    disk.limitTo(disk.used());

    open();

    Reader reader = log.reader(STORE);
    LogEntry entry = reader.poll(1, Duration.ZERO).getFirst();
    reader.commit(Positions.NONE.after(entry.position()));
    assertThat(refusal(Submissions.of(2, bulk(0))).reason()).isEqualTo(Reason.STORAGE);
    disk.heal();
    append(2);
  }

  @Test
  void commit_thatTheDiskDidNotTake_throwsAndHoldsTheEntries() throws Exception {
    Reader reader = log.reader(STORE);
    append(1);
    LogEntry entry = reader.poll(1, Duration.ZERO).getFirst();
    Positions done = Positions.NONE.after(entry.position());
    for (Step step : List.of(Step.WRITE, Step.FORCE)) {
      disk.failOnce(step, name -> name.startsWith("reader-"), "Input/output error");
      assertThatThrownBy(() -> reader.commit(done))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("reader store: position not kept");
    }

    reader.commit(done);

    killAndOpen();
    assertThat(witness.readAll(log.reader(STORE))).isEmpty();
  }

  @Test
  void poll_ofAFileThatCannotBeOpenedForAWhile_throwsAndLosesNothing() throws Exception {
    Reader reader = log.reader(STORE);
    append(1);
    disk.fail(Step.OPEN, SEGMENT, "Too many open files");
    assertThatThrownBy(() -> reader.poll(1, Duration.ZERO))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Too many open files");
    disk.heal();

    assertThat(witness.readAll(reader)).containsExactly("1/BULK/0");
    assertThat(log.status().damage().found()).isZero();
  }

  @Test
  void release_thatFailsUnexpectedly_isToldAndTriedAgain() throws Exception {
    Reader reader = log.reader(STORE);
    disk.throwOnce(Step.DELETE, SEGMENT, "no such thing");
    for (int id = 1; id <= 4; id++) {
      log.append(Submissions.of(Submissions.RETAIL, id, 3_000, bulk(0)));
    }
    commitAll(reader);
    await().until(() -> log.health().because().contains("no such thing"));
    assertThat(log.health().state()).isEqualTo(Health.State.DEGRADED);

    append(5);
    commitAll(reader);

    await().until(() -> disk.list().stream().filter(PARTITION_2).count() == 1);
  }

  @Test
  void roll_thatFailsUnexpectedly_doesNotEndTheCommitter() throws Exception {
    Mishaps mishaps = new Mishaps();
    List<Partition> partitions =
        new Recovery(new PowerCutDisk(), Configs.small(), new Damage(), 0).run().partitions();
    Committer committer =
        new Committer(
            partitions,
            Duration.ZERO,
            group -> {},
            () -> {
              throw new IllegalStateException("no such thing");
            },
            mishaps);
    committer.start();
    for (long roll = 1; roll <= 2; roll++) {
      long expected = roll;
      committer.roll(partitions.getFirst());
      await().until(() -> mishaps.count() == expected);
    }
    committer.close();

    assertThat(mishaps.last()).contains("no such thing");
  }

  private static void commitAll(Reader reader) throws Exception {
    Positions done = Positions.NONE;
    for (LogEntry entry : TelemetryLogContract.readAll(reader)) {
      done = done.after(entry.position());
    }
    reader.commit(done);
  }

  private void append(long id) {
    assertThat(witness.append(log, Submissions.of(id, bulk(0)))).isTrue();
  }

  private LogRefusedException refusal(Submission submission) {
    return catchThrowableOfType(LogRefusedException.class, () -> log.append(submission));
  }
}
