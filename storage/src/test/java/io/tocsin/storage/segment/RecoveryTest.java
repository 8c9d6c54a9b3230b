package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.DamagedFolder.ENTRY_BYTES;
import static io.tocsin.storage.segment.DamagedFolder.STORE;
import static io.tocsin.storage.segment.DamagedFolder.allBut;
import static io.tocsin.storage.segment.DamagedFolder.flip;
import static io.tocsin.storage.segment.DamagedFolder.truncate;
import static io.tocsin.storage.segment.Submissions.bulk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.Health;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.Submission;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T33: files of the log are damaged while it is down, or under it. */
class RecoveryTest {
  @TempDir Path path;
  private DamagedFolder folder;
  private SegmentTelemetryLog log;

  @BeforeEach
  void writeFourSegments() throws Exception {
    folder = new DamagedFolder(path);
  }

  private void open() {
    log = folder.open();
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void T33_start_withABrokenPayloadInTheMiddle_readsEverythingElse() throws Exception {
    flip(folder.segments().get(1), SegmentHeader.BYTES + ENTRY_BYTES + EntryHeader.BYTES + 500);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(5));
    folder.assertDamageIsShown("is damaged: 2 intact batches were kept", 1);
    assertThat(log.health().because()).contains("1 damaged files are set aside");
    folder.assertNoOffsetTwice();
  }

  @Test
  void T33_start_withABrokenLastPayloadOfASegment_countsItsRecordsAllTheSame() throws Exception {
    flip(folder.segments().get(2), SegmentHeader.BYTES + 2 * ENTRY_BYTES + EntryHeader.BYTES + 500);
    for (int newest = 3; newest < folder.segments().size(); newest++) {
      truncate(folder.segments().get(newest), SegmentHeader.BYTES);
    }

    open();

    assertThat(log.taken().values()).containsExactly(9 * 3L);
  }

  @Test
  void T33_start_withABrokenEntryHeader_findsTheNextEntryByItsMark() throws Exception {
    flip(folder.segments().get(1), SegmentHeader.BYTES + 20);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(4));
    folder.assertDamageIsShown("is damaged: 2 intact batches were kept", 1);
  }

  @Test
  void T33_start_withABrokenSegmentHeaderAtTheHead_readsItsEntries() throws Exception {
    flip(folder.segments().getFirst(), 12);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut());
    folder.assertDamageIsShown("is damaged: 3 intact batches were kept", 1);
  }

  @Test
  void T33_start_withATruncatedHeader_readsTheOtherSegments() throws Exception {
    truncate(folder.segments().get(2), 20);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(7, 8, 9));
    folder.assertDamageIsShown("is damaged: 0 intact batches were kept", 1);
    assertThat(log.status().readers().getFirst().gapBatches()).isEqualTo(3);
  }

  @Test
  void T33_start_withASegmentCutShort_readsWhatIsBeforeTheCut() throws Exception {
    truncate(folder.segments().get(2), SegmentHeader.BYTES + ENTRY_BYTES + 100);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(8, 9));
    folder.assertDamageIsShown("is damaged: 1 intact batches were kept", 1);
    assertThat(log.status().readers().getFirst().gapBatches()).isEqualTo(2);
  }

  @Test
  void T33_start_withADeletedSegmentInTheMiddle_saysWhatIsMissing() throws Exception {
    Files.delete(folder.segments().get(1));

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(4, 5, 6));
    folder.assertDamageIsShown("partition 2 lost what stood from offset 3 to 6", 0);
    assertThat(log.status().readers().getFirst().gapBatches()).isEqualTo(3);
  }

  @Test
  void T33_start_withTheOldestSegmentDeleted_countsTheReadersGap() throws Exception {
    Files.delete(folder.segments().getFirst());

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(1, 2, 3));
    assertThat(log.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(log.health().because()).isEqualTo("reader store missed 3 batches");
  }

  @Test
  void T33_start_withTheNewestSegmentDeleted_givesNoOffsetTwice() throws Exception {
    Files.delete(folder.segments().getLast());

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(10, 11, 12));
    folder.assertNoOffsetTwice();
  }

  @Test
  void T33_start_withLessThanAReaderHasRead_saysWhatIsMissing() throws Exception {
    open();
    try (Reader reader = log.reader(STORE)) {
      List<LogEntry> entries = TelemetryLogContract.readAll(reader);
      reader.commit(Positions.NONE.after(entries.getLast().position()));
    }
    log.close();
    truncate(folder.segments().getLast(), SegmentHeader.BYTES + ENTRY_BYTES);

    open();

    folder.assertDamageIsShown("partition 2 lost what stood from offset 10 to 12", 0);
    assertThat(folder.read()).isEmpty();
    folder.assertNoOffsetTwice();
  }

  @Test
  void T33_start_withATornEnd_cutsItAndCallsItNoDamage() throws Exception {
    truncate(folder.segments().getLast(), Files.size(folder.segments().getLast()) - 10);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(12));
    assertThat(log.health().state()).isEqualTo(Health.State.UP);
    assertThat(Files.size(folder.segments().getLast()))
        .isEqualTo(SegmentHeader.BYTES + 2L * ENTRY_BYTES);
    folder.append(12);
    assertThat(folder.read()).containsExactlyElementsOf(allBut());
  }

  @Test
  void T33_start_withABrokenSpotThatLaterEntriesProveWasDurable_isDamageInTheNewestToo()
      throws Exception {
    flip(folder.segments().getLast(), SegmentHeader.BYTES + 200);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(10));
    folder.assertDamageIsShown("is damaged: 2 intact batches were kept", 1);
  }

  @Test
  void T33_start_withAFolderInPlaceOfASegment_readsTheOthers() throws Exception {
    Path broken = folder.segments().get(1);
    Files.delete(broken);
    Files.createDirectory(broken);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(4, 5, 6));
    folder.assertDamageIsShown("cannot be read", 1);
  }

  @Test
  void T33_start_withABrokenIdentity_takesItFromTheSegments() throws Exception {
    open();
    long epoch = log.epoch();
    log.close();
    Files.write(folder.file("identity"), new byte[100]);

    open();

    assertThat(log.epoch()).isEqualTo(epoch);
    assertThat(folder.read()).containsExactlyElementsOf(allBut());
    folder.assertDamageIsShown("the log's identity", 1);
    folder.assertNoOffsetTwice();
  }

  @Test
  void T33_start_withBrokenReaderPositions_beginsAtTheOldest() throws Exception {
    Files.write(folder.file("reader-store.positions"), new byte[100]);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut());
    folder.assertDamageIsShown("positions of reader store", 1);
  }

  @Test
  void T33_start_afterARescue_findsNothingNewAndKeepsTheDamagedFile() throws Exception {
    flip(folder.segments().get(1), SegmentHeader.BYTES + 20);
    open();
    log.close();
    flip(folder.segments().get(1), SegmentHeader.BYTES + 20);
    open();
    log.close();

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(4, 5));
    LogStatus.Damage damage = log.status().damage();
    assertThat(damage.found()).isZero();
    assertThat(damage.setAside()).isEqualTo(2);
  }

  @Test
  void T33_start_afterARescueThatWasCut_beginsItAgain() throws Exception {
    Path damaged = folder.segments().get(1);
    Path before = folder.file("before");
    flip(damaged, SegmentHeader.BYTES + 20);
    Files.copy(damaged, before);
    open();
    log.close();
    Files.move(before, damaged, StandardCopyOption.REPLACE_EXISTING);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut(4));
  }

  @Test
  void T33_start_withAnEntryPlantedInAPayload_doesNotDeliverIt() throws Exception {
    open();
    log.append(planted());
    log.close();
    flip(folder.segments().getLast(), SegmentHeader.BYTES + 20);

    open();

    assertThat(folder.read()).containsExactlyElementsOf(allBut());
  }

  /** A batch whose payload is an entry in every byte but the log's secret mark. */
  private static Submission planted() {
    var inner = Submissions.of(99, bulk(0));
    var batch = inner.parts().getFirst();
    Part part = new Part(batch, 2, inner.digest(), 4, 0);
    byte[] header = part.header(1L << 41, 0, 3).bytes(0x1234_5678_9abc_def0L);
    ByteBuffer payload =
        ByteBuffer.allocate(2_000).put(header).put(part.tenant()).put(batch.payload());
    return new Submission(
        inner.tenant(),
        inner.digest(),
        List.of(new Batch(batch.tenant(), batch.kind(), batch.lane(), 0, 1, 0, payload.array())));
  }

  @Test
  void T33_poll_ofAFileDamagedWhileItRuns_stepsOverItAndKeepsTheFile() throws Exception {
    open();
    flip(folder.segments().get(1), SegmentHeader.BYTES + ENTRY_BYTES + EntryHeader.BYTES + 500);
    flip(folder.segments().get(2), SegmentHeader.BYTES + 20);
    Files.delete(folder.segments().getFirst());

    assertThat(folder.read()).containsExactlyElementsOf(allBut(1, 2, 3, 5, 7));

    LogStatus status = log.status();
    assertThat(status.damage().found()).isEqualTo(3);
    assertThat(status.readers().getFirst().gapBatches()).isEqualTo(5);
    assertThat(log.health().state()).isEqualTo(Health.State.DEGRADED);
  }

  @Test
  void T33_release_ofASegmentWhoseTenantNameIsBroken_freesItAndThoseBehind() throws Exception {
    open();
    try (Reader reader = log.reader(STORE)) {
      Positions read = Positions.NONE;
      for (LogEntry entry : TelemetryLogContract.readAll(reader)) {
        read = read.after(entry.position());
      }
      flip(folder.segments().getFirst(), SegmentHeader.BYTES + EntryHeader.BYTES);

      reader.commit(read);
    }

    await().until(() -> folder.segments().size() == 1);
  }
}
