package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.Submissions.urgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.LogRefusedException.Reason;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.metric.Sample;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTelemetryLogTest extends TelemetryLogContract {
  private static final int LARGE = 3_000;

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private SegmentTelemetryLog log;

  @BeforeEach
  void open() {
    open(Configs.small());
  }

  private void open(SegmentLogConfig config) {
    log = new SegmentTelemetryLog(config, folder, clock);
    log.start();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Override
  TelemetryLog log() {
    return log;
  }

  @Override
  TelemetryLog reopen() {
    close();
    open();
    return log;
  }

  @Override
  void advance(Duration by) {
    clock.advance(by);
  }

  private void reopen(SegmentLogConfig config) {
    close();
    open(config);
  }

  @Test
  void append_whileBulkIsFull_stillTakesUrgent() throws Exception {
    fill(bulk(0));

    LogRefusedException refused = refusal(large(9_001, bulk(1)));

    assertThat(refused.reason()).isEqualTo(Reason.FULL);
    assertThat(refused).hasMessageContaining("bulk lane").hasMessageContaining("wait for readers");
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(5));
    log.append(Submissions.of(9_002, urgent(0)));
  }

  @Test
  void append_ofBothLanesWhileBulkIsFull_keepsTheUrgentPartAndTakesTheRestLater() throws Exception {
    fill(bulk(0));
    Submission mixed = large(9_001, urgent(0), bulk(0));

    assertThat(refusal(mixed).recordsKept()).isEqualTo(3);
    assertThat(refusal(mixed).recordsKept()).isZero();
    Reader reader = log.reader(STORE);
    assertThat(Submissions.nameOf(reader.poll(1, NO_WAIT).getFirst())).isEqualTo("9001/URGENT/0");
    readAllAndCommit(reader);

    await().until(() -> hasRoom(Lane.BULK));
    assertThat(log.append(mixed).positions()).hasSize(1);
    assertThat(names(reader)).containsExactly("9001/BULK/0");
  }

  @Test
  void append_beyondATenantsShare_refusesThatTenantOnly() throws Exception {
    reopen(Configs.with(4_096, 1 << 20, 1 << 16, 50));
    TenantId loud = new TenantId("loud");
    assertThat(
            catchThrowableOfType(
                    LogRefusedException.class,
                    () -> {
                      for (int id = 1; id < 1_000; id++) {
                        log.append(Submissions.of(loud, id, 500, bulk(0)));
                      }
                    })
                .getMessage())
        .contains("tenant's share");

    log.append(Submissions.of(9_001, bulk(0)));
  }

  @Test
  void append_afterAFullLaneWasRead_findsRoomAgain() throws Exception {
    fill(bulk(0));
    readAllAndCommit(log.reader(STORE));

    await().until(() -> hasRoom(Lane.BULK));

    log.append(Submissions.of(9_002, bulk(0)));
  }

  @Test
  void append_whileOneRequiredReaderLags_keepsTheSegments() throws Exception {
    log.reader(new ReaderSpec("detect", true));
    fill(bulk(0));
    readAllAndCommit(log.reader(STORE));

    assertThat(refusal(large(9_001, bulk(1))).reason()).isEqualTo(Reason.FULL);
    reopen();
    assertThat(names(log.reader(new ReaderSpec("detect", true)))).isNotEmpty();
  }

  @Test
  void append_ofTheSameAfterItsSegmentIsGone_isStillADuplicate() throws Exception {
    Reader reader = log.reader(STORE);
    for (int id = 1; id <= 40; id++) {
      log.append(Submissions.of(Submissions.RETAIL, id, 1_000, bulk(0)));
    }
    readAllAndCommit(reader);
    await().until(() -> count(".keys") > 5 && count(".seg") < 3);

    reopen();

    assertThat(log.append(Submissions.of(Submissions.RETAIL, 1, 1_000, bulk(0))).duplicate())
        .isTrue();
  }

  @Test
  void keys_afterTheWindow_areDeleted() throws Exception {
    Reader reader = log.reader(STORE);
    for (int id = 1; id <= 12; id++) {
      log.append(Submissions.of(Submissions.RETAIL, id, 1_000, bulk(0)));
    }
    readAllAndCommit(reader);
    await().until(() -> count(".keys") > 0 && count(".seg") == 1);

    log.close();
    AtomicInteger looks = new AtomicInteger();
    log =
        new SegmentTelemetryLog(
            Configs.small(),
            folder,
            clock,
            () -> looks.getAndIncrement() == 0 ? 0 : Duration.ofMinutes(11).toNanos());
    log.start();

    await().until(() -> count(".keys") == 0);
  }

  @Test
  void poll_byABestEffortReaderFarBehind_isMovedForwardAndTheGapCounted() throws Exception {
    Reader board = log.reader(new ReaderSpec("board", false));
    for (int id = 1; id <= 40; id++) {
      log.append(Submissions.of(Submissions.RETAIL, id, 1_000, bulk(0)));
    }

    List<String> read = names(board);

    assertThat(read).hasSizeBetween(4, 12).endsWith("40/BULK/0");
    LogStatus.ReaderStatus status = log.status().readers().getFirst();
    assertThat(status.gaps()).isPositive();
    assertThat(status.gapBatches()).isEqualTo(40 - read.size());
    assertThat(log.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void seek_behindWhatTheLogStillHolds_goesToTheOldestAndCountsTheGap() throws Exception {
    Reader reader = log.reader(STORE);
    for (int id = 1; id <= 40; id++) {
      log.append(Submissions.of(Submissions.RETAIL, id, 1_000, bulk(0)));
    }
    readAllAndCommit(reader);
    await().until(() -> count(".seg") == 1);

    reader.seek(Positions.NONE);

    List<String> read = names(reader);
    assertThat(read).endsWith("40/BULK/0");
    assertThat(log.status().readers().getFirst().gapBatches()).isEqualTo(40 - read.size());
    assertThat(log.health().because()).contains("reader store missed");
  }

  @Test
  void seek_beyondTheEnd_neverSeesAnOffsetAgain() throws Exception {
    Reader reader = log.reader(STORE);
    log.append(Submissions.of(1, bulk(0)));

    reader.seek(new Positions(Map.of(2, 500L)));
    log.append(Submissions.of(2, bulk(0)));

    LogEntry entry = readAll(reader).getFirst();
    assertThat(Submissions.nameOf(entry)).isEqualTo("2/BULK/0");
    assertThat(entry.position().offset()).isEqualTo(500);
  }

  @Test
  void status_afterSomeWork_countsIt() throws Exception {
    log.reader(STORE);
    Submission one = Submissions.of(1, urgent(0), bulk(0));
    log.append(one);
    log.append(one);
    log.append(Submissions.of(2, bulk(1)));

    LogStatus status = log.status();

    LogStatus.TenantTally tally = status.tenants().get(Submissions.RETAIL);
    assertThat(tally.submissions()).isEqualTo(2);
    assertThat(tally.records()).isEqualTo(9);
    assertThat(tally.duplicateSubmissions()).isEqualTo(1);
    assertThat(tally.duplicateRecords()).isEqualTo(6);
    assertThat(status.readers().getFirst().lagBatches()).isEqualTo(3);
    assertThat(status.readers().getFirst().lagBytes()).isEqualTo(tally.bytes());
    assertThat(status.lanes().get(Lane.URGENT).heldBytes()).isEqualTo(tally.bytes() / 3);
    assertThat(log.samples())
        .contains(
            Sample.counter(
                "tocsin_log_records_total", "Records written.", Map.of("tenant", "retail"), 9));
  }

  @Test
  void status_afterARestart_countsWhatIsHeld() throws Exception {
    log.reader(STORE);
    log.append(Submissions.of(1, urgent(0), bulk(0)));
    LogStatus before = log.status();

    reopen();

    assertThat(log.status().lanes()).isEqualTo(before.lanes());
    assertThat(log.status().readers().getFirst().lagBatches()).isEqualTo(2);
  }

  @Test
  void append_ofTheSameAfterTheMachinesClockJumped_isStillADuplicate() throws Exception {
    log.close();
    long[] ticks = {0};
    for (Duration jump : List.of(Duration.ofDays(400), Duration.ofDays(-800))) {
      log = new SegmentTelemetryLog(Configs.small(), folder, clock, () -> ticks[0]);
      log.start();
      Submission submission = Submissions.of(jump.toDays(), bulk(1));
      log.append(submission);
      clock.advance(jump);
      ticks[0] += Duration.ofMinutes(9).toNanos();
      assertThat(log.append(submission).duplicate()).as("running").isTrue();
      log.close();
      clock.advance(jump);
      log = new SegmentTelemetryLog(Configs.small(), folder, clock, () -> ticks[0]);
      log.start();

      assertThat(log.append(submission).duplicate()).as("after a restart").isTrue();
      ticks[0] += Duration.ofMinutes(11).toNanos();
      assertThat(log.append(submission).duplicate()).as("after the window").isFalse();
      log.close();
    }
  }

  @Test
  void append_afterClose_isRefused() {
    log.close();

    assertThat(refusal(Submissions.of(1, bulk(0))).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void start_onAFolderInUse_saysSo() {
    SegmentTelemetryLog second = new SegmentTelemetryLog(Configs.small(), folder, clock);

    assertThatThrownBy(second::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is in use by another Tocsin");
  }

  @Test
  void start_whereNoFolderCanBe_saysSo() throws Exception {
    Path file = Files.createFile(folder.resolve("plain"));
    SegmentTelemetryLog nowhere = new SegmentTelemetryLog(Configs.small(), file, clock);

    assertThatThrownBy(nowhere::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the log cannot start");
    assertThat(nowhere.health().state()).isEqualTo(Health.State.DOWN);
  }

  @Test
  void close_ofALogThatNeverRan_doesNothing() {
    new SegmentTelemetryLog(Configs.small(), folder, clock).close();
  }

  @Test
  void config_withALaneSmallerThanItsSegments_isRefused() {
    assertThatThrownBy(() -> Configs.with(1 << 20, 1 << 20, 1 << 24, 80))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("urgent_bytes: 1048576 (expected: 4194304 to");
  }

  private boolean hasRoom(Lane lane) {
    return log.status().lanes().get(lane).heldBytes() < LARGE;
  }

  /** Until the lane refuses. */
  private void fill(Submissions.To... to) {
    assertThat(
            catchThrowableOfType(
                LogRefusedException.class,
                () -> {
                  for (int id = 1; id < 9_000; id++) {
                    log.append(large(id, to));
                  }
                }))
        .isNotNull();
  }

  private static Submission large(long id, Submissions.To... to) {
    return Submissions.of(Submissions.RETAIL, id, LARGE, to);
  }

  private LogRefusedException refusal(Submission submission) {
    return catchThrowableOfType(LogRefusedException.class, () -> log.append(submission));
  }

  private static void readAllAndCommit(Reader reader) throws InterruptedException {
    Positions done = Positions.NONE;
    for (LogEntry entry : readAll(reader)) {
      done = done.after(entry.position());
    }
    reader.commit(done);
  }

  private long count(String ending) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }
}
