package io.tocsin.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.Health;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A log's folder with four segments of three batches each, to be damaged. */
final class DamagedFolder {
  static final ReaderSpec STORE = new ReaderSpec("store", true);
  static final int BATCHES = 12;

  /** Three of them fill a segment. */
  private static final int PAYLOAD_BYTES = 1_200;

  static final int ENTRY_BYTES = EntryHeader.BYTES + 6 + PAYLOAD_BYTES;

  private final Path folder;
  private final Set<Position> positions = new HashSet<>();
  private SegmentTelemetryLog log;

  DamagedFolder(Path folder) throws Exception {
    this.folder = folder;
    this.log = open();
    log.reader(STORE).close();
    for (int id = 1; id <= BATCHES; id++) {
      append(id);
    }
    log.close();
    assertThat(segments()).hasSize(4);
  }

  SegmentTelemetryLog open() {
    log = new SegmentTelemetryLog(Configs.small(), folder, new TestClock());
    log.start();
    return log;
  }

  void close() {
    log.close();
  }

  void append(int id) throws Exception {
    positions.addAll(
        log.append(Submissions.of(Submissions.RETAIL, id, PAYLOAD_BYTES, Submissions.bulk(0)))
            .positions());
  }

  List<String> read() throws InterruptedException {
    try (Reader reader = log.reader(STORE)) {
      return TelemetryLogContract.names(reader);
    }
  }

  void assertDamageIsShown(String sentence, int setAside) throws IOException {
    LogStatus.Damage damage = log.status().damage();
    assertThat(damage.found()).isEqualTo(1);
    assertThat(damage.because().getFirst()).contains(sentence);
    assertThat(damage.setAside()).isEqualTo(setAside);
    assertThat(log.health().state()).isEqualTo(Health.State.DEGRADED);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".damaged"))).hasSize(setAside);
    }
  }

  void assertNoOffsetTwice() throws Exception {
    int before = positions.size();
    append(1_001);
    append(1_002);
    assertThat(positions).hasSize(before + 2);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
    }
  }

  static List<String> allBut(Integer... lost) {
    return IntStream.rangeClosed(1, BATCHES)
        .boxed()
        .filter(id -> !List.of(lost).contains(id))
        .map(id -> Submissions.name(id, Submissions.bulk(0)))
        .toList();
  }

  static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(~old);
    }
  }

  static void truncate(Path file, long size) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(size);
    }
  }
}
