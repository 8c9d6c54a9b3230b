package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.Health;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.Submission;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T33: files of the log are damaged while it is down, or under it. */
class RecoveryTest {
  private static final ReaderSpec STORE = new ReaderSpec("store", true);
  private static final int BATCHES = 12;

  /** Three of them fill a segment, so that four segments come about. */
  private static final int PAYLOAD_BYTES = 1_200;

  private static final int ENTRY_BYTES = EntryHeader.BYTES + 6 + PAYLOAD_BYTES;

  @TempDir Path folder;
  private final Set<Position> positions = new HashSet<>();
  private SegmentTelemetryLog log;

  @BeforeEach
  void writeFourSegments() throws Exception {
    open();
    log.reader(STORE).close();
    for (int id = 1; id <= BATCHES; id++) {
      append(id);
    }
    log.close();
    assertThat(segments()).hasSize(4);
  }

  private void open() {
    log = new SegmentTelemetryLog(Configs.small(), folder, new TestClock());
    log.start();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void append(int id) throws Exception {
    positions.addAll(
        log.append(Submissions.of(Submissions.RETAIL, id, PAYLOAD_BYTES, bulk(0))).positions());
  }

  @Test
  void T33_start_withABrokenPayloadInTheMiddle_readsEverythingElse() throws Exception {
    flip(segments().get(1), SegmentHeader.BYTES + ENTRY_BYTES + EntryHeader.BYTES + 500);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(5));
    assertDamageIsShown("is damaged: 2 intact batches were kept", 1);
    assertThat(log.health().because()).contains("1 damaged files are set aside");
    assertNoOffsetTwice();
  }

  @Test
  void T33_start_withABrokenEntryHeader_findsTheNextEntryByItsMark() throws Exception {
    flip(segments().get(1), SegmentHeader.BYTES + 20);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(4));
    assertDamageIsShown("is damaged: 2 intact batches were kept", 1);
  }

  @Test
  void T33_start_withABrokenSegmentHeaderAtTheHead_readsItsEntries() throws Exception {
    flip(segments().getFirst(), 12);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut());
    assertDamageIsShown("is damaged: 3 intact batches were kept", 1);
  }

  @Test
  void T33_start_withATruncatedHeader_readsTheOtherSegments() throws Exception {
    truncate(segments().get(2), 20);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(7, 8, 9));
    assertDamageIsShown("is damaged: 0 intact batches were kept", 1);
    assertThat(log.status().readers().getFirst().gapBatches()).isEqualTo(3);
  }

  @Test
  void T33_start_withASegmentCutShort_readsWhatIsBeforeTheCut() throws Exception {
    truncate(segments().get(2), SegmentHeader.BYTES + ENTRY_BYTES + 100);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(8, 9));
    assertDamageIsShown("is damaged: 1 intact batches were kept", 1);
    assertThat(log.status().readers().getFirst().gapBatches()).isEqualTo(2);
  }

  @Test
  void T33_start_withADeletedSegmentInTheMiddle_saysWhatIsMissing() throws Exception {
    Files.delete(segments().get(1));

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(4, 5, 6));
    assertDamageIsShown("partition 2 lost what stood from offset 3 to 6", 0);
    assertThat(log.status().readers().getFirst().gapBatches()).isEqualTo(3);
  }

  @Test
  void T33_start_withTheOldestSegmentDeleted_countsTheReadersGap() throws Exception {
    Files.delete(segments().getFirst());

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(1, 2, 3));
    assertThat(log.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(log.health().because()).isEqualTo("reader store missed 3 batches");
  }

  @Test
  void T33_start_withTheNewestSegmentDeleted_givesNoOffsetTwice() throws Exception {
    Files.delete(segments().getLast());

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(10, 11, 12));
    assertNoOffsetTwice();
  }

  @Test
  void T33_start_withLessThanAReaderHasRead_saysWhatIsMissing() throws Exception {
    open();
    try (Reader reader = log.reader(STORE)) {
      List<LogEntry> entries = TelemetryLogContract.readAll(reader);
      reader.commit(Positions.NONE.after(entries.getLast().position()));
    }
    log.close();
    truncate(segments().getLast(), SegmentHeader.BYTES + ENTRY_BYTES);

    open();

    assertDamageIsShown("partition 2 lost what stood from offset 10 to 12", 0);
    assertThat(read()).isEmpty();
    assertNoOffsetTwice();
  }

  @Test
  void T33_start_withATornEnd_cutsItAndCallsItNoDamage() throws Exception {
    truncate(segments().getLast(), Files.size(segments().getLast()) - 10);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(12));
    assertThat(log.health().state()).isEqualTo(Health.State.UP);
    assertThat(Files.size(segments().getLast())).isEqualTo(SegmentHeader.BYTES + 2L * ENTRY_BYTES);
    append(12);
    assertThat(positions).hasSize(BATCHES + 1);
  }

  @Test
  void T33_start_withABrokenSpotThatLaterEntriesProveWasDurable_isDamageInTheNewestToo()
      throws Exception {
    flip(segments().getLast(), SegmentHeader.BYTES + 200);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(10));
    assertDamageIsShown("is damaged: 2 intact batches were kept", 1);
  }

  @Test
  void T33_start_withAFolderInPlaceOfASegment_readsTheOthers() throws Exception {
    Path broken = segments().get(1);
    Files.delete(broken);
    Files.createDirectory(broken);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(4, 5, 6));
    assertDamageIsShown("cannot be read", 1);
  }

  @Test
  void T33_start_withABrokenIdentity_takesItFromTheSegments() throws Exception {
    open();
    long epoch = log.epoch();
    log.close();
    Files.write(folder.resolve("identity"), new byte[100]);

    open();

    assertThat(log.epoch()).isEqualTo(epoch);
    assertThat(read()).containsExactlyElementsOf(allBut());
    assertDamageIsShown("the log's identity", 1);
    assertNoOffsetTwice();
  }

  @Test
  void T33_start_withBrokenReaderPositions_beginsAtTheOldest() throws Exception {
    Files.write(folder.resolve("reader-store.positions"), new byte[100]);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut());
    assertDamageIsShown("positions of reader store", 1);
  }

  @Test
  void T33_start_afterARescue_findsNothingNewAndKeepsTheDamagedFile() throws Exception {
    flip(segments().get(1), SegmentHeader.BYTES + 20);
    open();
    log.close();
    flip(segments().get(1), SegmentHeader.BYTES + 20);
    open();
    log.close();

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(4, 5));
    LogStatus.Damage damage = log.status().damage();
    assertThat(damage.found()).isZero();
    assertThat(damage.setAside()).isEqualTo(2);
  }

  @Test
  void T33_start_afterARescueThatWasCut_beginsItAgain() throws Exception {
    Path damaged = segments().get(1);
    Path before = folder.resolve("before");
    flip(damaged, SegmentHeader.BYTES + 20);
    Files.copy(damaged, before);
    open();
    log.close();
    Files.move(before, damaged, StandardCopyOption.REPLACE_EXISTING);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut(4));
  }

  @Test
  void T33_start_withAnEntryPlantedInAPayload_doesNotDeliverIt() throws Exception {
    open();
    log.append(planted());
    log.close();
    flip(segments().getLast(), SegmentHeader.BYTES + 20);

    open();

    assertThat(read()).containsExactlyElementsOf(allBut());
  }

  /** A batch whose payload is an entry in every byte but the log's secret mark. */
  private static Submission planted() {
    var inner = Submissions.of(99, bulk(0));
    var batch = inner.parts().getFirst();
    Part part = new Part(batch, 2, inner.digest(), 4, 0);
    byte[] header = part.header(1L << 41, 0).bytes(0x1234_5678_9abc_def0L);
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
    flip(segments().get(1), SegmentHeader.BYTES + ENTRY_BYTES + EntryHeader.BYTES + 500);
    flip(segments().get(2), SegmentHeader.BYTES + 20);
    Files.delete(segments().getFirst());

    assertThat(read()).containsExactlyElementsOf(allBut(1, 2, 3, 5, 7));

    LogStatus status = log.status();
    assertThat(status.damage().found()).isEqualTo(3);
    assertThat(status.readers().getFirst().gapBatches()).isEqualTo(5);
    assertThat(log.health().state()).isEqualTo(Health.State.DEGRADED);
  }

  private List<String> read() throws InterruptedException {
    try (Reader reader = log.reader(STORE)) {
      List<LogEntry> entries = new ArrayList<>();
      List<LogEntry> some = reader.poll(100, Duration.ZERO);
      while (!some.isEmpty()) {
        entries.addAll(some);
        some = reader.poll(100, Duration.ZERO);
      }
      return entries.stream().map(Submissions::nameOf).toList();
    }
  }

  private void assertDamageIsShown(String sentence, int setAside) throws IOException {
    LogStatus.Damage damage = log.status().damage();
    assertThat(damage.found()).isEqualTo(1);
    assertThat(damage.because().getFirst()).contains(sentence);
    assertThat(damage.setAside()).isEqualTo(setAside);
    assertThat(log.health().state()).isEqualTo(Health.State.DEGRADED);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".damaged"))).hasSize(setAside);
    }
  }

  private void assertNoOffsetTwice() throws Exception {
    int before = positions.size();
    append(1_001);
    append(1_002);
    assertThat(positions).hasSize(before + 2);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
    }
  }

  private static List<String> allBut(Integer... lost) {
    return IntStream.rangeClosed(1, BATCHES)
        .boxed()
        .filter(id -> !List.of(lost).contains(id))
        .map(id -> Submissions.name(id, bulk(0)))
        .toList();
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(~old);
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(size);
    }
  }
}
