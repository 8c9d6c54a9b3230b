package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.TelemetryLogContract.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes over any file of a log: it starts, delivers nothing that was not appended, and takes
 * new batches. An input is a list of edits, each of {@value #EDIT_BYTES} bytes: which file, what is
 * done to it, where, with which byte.
 */
@Tag("long")
class ArbitrarySegmentTest {
  private static final int EDIT_BYTES = 5;
  private static final int MAX_EDITS = 40;

  private static final PowerCutDisk WHOLE = new PowerCutDisk();
  private static final Map<Position, String> APPENDED = new HashMap<>();

  static {
    try {
      SegmentTelemetryLog log =
          new SegmentTelemetryLog(Configs.small(), () -> WHOLE, new TestClock());
      log.start();
      log.reader(STORE).close();
      for (int id = 1; id <= 7; id++) {
        log.append(Submissions.of(Submissions.RETAIL, id, 1_200, bulk(0)))
            .positions()
            .forEach(new Noting(id)::note);
      }
      log.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private record Noting(int id) {
    void note(Position position) {
      APPENDED.put(position, Submissions.name(id, bulk(0)));
    }
  }

  static Stream<Arguments> edits() {
    return Stream.of(
            new byte[] {0, 0, 0, 70, 1},
            new byte[] {1, 1, 4, 0, 0},
            new byte[] {2, 2, 0, 60, 9, 1, 0, 0, 3, 7},
            new byte[] {3, 3, 1, 0, 90, 0, 0, 5, 1, 1},
            new byte[] {4, 0, 0, 3, 1, 0, 3, 0, 0, 0})
        .map(bytes -> Arguments.of((Object) bytes));
  }

  @MethodSource("edits")
  @FuzzTest
  void anyDamage_startsDeliversNothingInventedAndGoesOn(byte[] input) throws Exception {
    if (input == null) {
      return;
    }
    PowerCutDisk disk = WHOLE.afterKill();
    ByteBuffer edits = ByteBuffer.wrap(input);
    for (int i = 0; i < MAX_EDITS && edits.remaining() >= EDIT_BYTES; i++) {
      edit(disk, edits);
    }
    SegmentTelemetryLog log = new SegmentTelemetryLog(Configs.small(), () -> disk, new TestClock());
    log.start();
    try (Reader reader = log.reader(STORE)) {
      reader.seek(Positions.NONE);
      Map<Position, String> read = new HashMap<>();
      for (LogEntry entry : TelemetryLogContract.readAll(reader)) {
        assertThat(read.put(entry.position(), Submissions.nameOf(entry))).as("twice").isNull();
      }
      assertThat(APPENDED).containsAllEntriesOf(read);
      log.append(Submissions.of(99, bulk(0)));
      assertThat(TelemetryLogContract.names(reader)).containsExactly("99/BULK/0");
    } finally {
      log.close();
    }
  }

  private static void edit(PowerCutDisk disk, ByteBuffer edits) throws IOException {
    int which = Byte.toUnsignedInt(edits.get());
    int what = Byte.toUnsignedInt(edits.get()) % 4;
    int at = Short.toUnsignedInt(edits.getShort());
    byte with = edits.get();
    String name =
        disk.list().stream().sorted().skip(which % disk.list().size()).findFirst().orElse("");
    try (DurableFile file = disk.open(name)) {
      int size = (int) file.size();
      byte[] all = new byte[size];
      file.read(0, all, 0, size);
      int place = size == 0 ? 0 : at % size;
      switch (what) {
        case 0 -> file.write(place, new byte[] {with}, 0, 1);
        case 1 -> file.truncate(place);
        case 2 -> {
          // Something comes in between: all behind it moves.
          byte[] inserted = new byte[size - place + 1];
          inserted[0] = with;
          System.arraycopy(all, place, inserted, 1, size - place);
          file.write(place, inserted, 0, inserted.length);
        }
        default -> {
          // A part of the file stands a second time elsewhere.
          int from = size == 0 ? 0 : Byte.toUnsignedInt(with) * 16 % size;
          int length = Math.min(1_300, size - from);
          file.write(place, all, from, length);
        }
      }
      file.force();
    }
  }
}
