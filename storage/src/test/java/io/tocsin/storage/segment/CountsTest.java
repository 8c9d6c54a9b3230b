package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.Submissions.urgent;
import static io.tocsin.storage.segment.TelemetryLogContract.STORE;
import static io.tocsin.storage.segment.TelemetryLogContract.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.TelemetryKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger takes for received. A submission's part has three records in these tests. */
class CountsTest {
  private static final TenantId WEALTH = new TenantId("wealth");
  private static final Flow BULK_0 = new Flow(2, Submissions.RETAIL, TelemetryKind.LOGS);

  private final TestClock clock = new TestClock();
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

  private void killAndOpen() {
    PowerCutDisk left = disk.afterKill();
    log.close();
    disk = left;
    open();
  }

  @Test
  void T28_taken_countsByTenantAndPartition_andEveryEntrySaysIt() throws Exception {
    log.append(Submissions.of(1, urgent(1), bulk(0)));
    log.append(Submissions.of(WEALTH, 2, 100, bulk(0)));
    log.append(Submissions.of(3, bulk(0)));
    Map<Flow, Long> expected =
        Map.of(
            BULK_0,
            6L,
            new Flow(1, Submissions.RETAIL, TelemetryKind.LOGS),
            3L,
            new Flow(2, WEALTH, TelemetryKind.LOGS),
            3L);
    assertThat(log.taken()).isEqualTo(expected);

    killAndOpen();

    assertThat(log.taken()).isEqualTo(expected);
    assertThat(readAll(log.reader(STORE)))
        .extracting(LogEntry::taken)
        .containsExactly(3L, 3L, 3L, 6L);
  }

  @Test
  void T28_taken_afterTheEntriesWereReleasedAndAKill_isTheSame() throws Exception {
    Reader reader = log.reader(STORE);
    log.append(Submissions.of(WEALTH, 1, 100, bulk(0)));
    for (int id = 2; id <= 9; id++) {
      log.append(Submissions.of(Submissions.RETAIL, id, 3_000, bulk(0)));
    }
    Positions done = Positions.NONE;
    for (LogEntry entry : readAll(reader)) {
      done = done.after(entry.position());
    }
    reader.commit(done);
    await().until(() -> disk.list().stream().filter(name -> name.endsWith(".seg")).count() == 1);
    Map<Flow, Long> before = log.taken();

    killAndOpen();

    assertThat(log.taken()).isEqualTo(before);
    assertThat(before).isEqualTo(Map.of(BULK_0, 24L, new Flow(2, WEALTH, TelemetryKind.LOGS), 3L));
  }

  @Test
  void T28_taken_leavesOutWhatAFailedForceRefused() throws Exception {
    log.append(Submissions.of(1, bulk(0)));
    disk.failOnce(PowerCutDisk.Step.FORCE, name -> name.startsWith("2-"), "Input/output error");
    assertThatThrownBy(() -> log.append(Submissions.of(2, bulk(0))))
        .isInstanceOf(LogRefusedException.class);
    log.append(Submissions.of(3, bulk(0)));

    assertThat(log.taken()).isEqualTo(Map.of(BULK_0, 6L));
    assertThat(readAll(log.reader(STORE))).extracting(LogEntry::taken).containsExactly(3L, 6L);
  }

  @Test
  void T33_taken_isNeverLessThanAReaderSaw_whateverTheLogLost() throws Exception {
    log.append(Submissions.of(1, bulk(0)));
    Reader reader = log.reader(STORE);
    reader.seek(Positions.NONE, Map.of(BULK_0, 60L));

    log.append(Submissions.of(2, bulk(0)));

    assertThat(log.taken()).isEqualTo(Map.of(BULK_0, 63L));
    assertThat(readAll(reader)).extracting(LogEntry::taken).containsExactly(3L, 63L);
  }

  @Test
  void T33_start_withBrokenCounts_setsThemAsideAndCountsOnFromTheEntries() throws Exception {
    log.append(Submissions.of(1, bulk(0)));
    log.close();
    disk = disk.afterKill();
    try (DurableFile file = disk.create(FileNames.COUNTS)) {
      file.write(0, new byte[8_192], 0, 8_192);
      file.force();
    }

    open();

    assertThat(log.taken()).isEqualTo(Map.of(BULK_0, 3L));
    assertThat(log.status().damage().because().getFirst()).contains("counts of records");
  }

  @Test
  void committed_withANote_isBothAfterAKill_howeverLongItGrew() throws Exception {
    Reader reader = log.reader(STORE);
    assertThat(reader.committed().note()).isEmpty();
    byte[] note = new byte[0];
    for (int size : List.of(10, 4_000, 5_000, 300_000, 7)) {
      note = new byte[size];
      note[size - 1] = 1;
      log.append(Submissions.of(size, bulk(0)));
      LogEntry entry = reader.poll(1, TelemetryLogContract.NO_WAIT).getFirst();
      reader.commit(new Bookmark(Positions.NONE.after(entry.position()), note));

      killAndOpen();

      reader = log.reader(STORE);
      assertThat(reader.committed().note()).isEqualTo(note);
      assertThat(reader.committed().positions()).isEqualTo(Positions.NONE.after(entry.position()));
    }
  }

  @Test
  void anEntryOfTheFormatBefore_isReadAndUncounted() {
    for (long taken : List.of(LogEntry.UNCOUNTED, 0L, 1L << 60)) {
      EntryHeader header =
          new EntryHeader(
              7, 6, 5, 4, new Digest(1, 2), 1, 3, TelemetryKind.TRACES, 6, 100, 9, taken);
      byte[] bytes = header.bytes(42);

      assertThat(EntryHeader.of(bytes, bytes.length, 42)).isEqualTo(header);
      assertThat(EntryHeader.of(bytes, bytes.length - 1, 42)).isNull();
    }
  }

  /** The last entry of each flow says what was taken, whatever happened before. */
  static Map<Flow, Long> lastOf(List<LogEntry> entries) {
    Map<Flow, Long> last = new HashMap<>();
    for (LogEntry entry : entries) {
      Long before = last.put(entry.flow(), entry.taken());
      assertThat(entry.taken())
          .as("count at %s", entry.position())
          .isGreaterThanOrEqualTo((before == null ? 0 : before) + entry.batch().records());
    }
    return last;
  }
}
