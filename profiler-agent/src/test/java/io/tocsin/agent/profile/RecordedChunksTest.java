package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedChunksTest {
  @TempDir Path folder;

  @Test
  void wholeRecording_isAsLongAsItSays() throws Exception {
    assertThat(RecordedChunks.of(recording(1_000, 1_000)).completeBytes()).isEqualTo(1_000);
  }

  @Test
  void recordingThatAFullDiskCutOff_isNotSent() throws Exception {
    Path cut = recording(1_000, 700);
    assertThatThrownBy(() -> RecordedChunks.of(cut).completeBytes())
        .hasMessageContaining("not whole");
    Path headless = Files.write(folder.resolve("headless.jfr"), new byte[7]);
    assertThatThrownBy(() -> RecordedChunks.of(headless).completeBytes())
        .hasMessageContaining("not whole");
    Path empty = Files.createFile(folder.resolve("empty.jfr"));
    assertThatThrownBy(() -> RecordedChunks.of(empty).completeBytes())
        .isInstanceOf(IOException.class);
  }

  @Test
  void chunkThatItsJvmDidNotEnd_isCutOff_andThoseBeforeItStay() throws Exception {
    byte[] first = chunk(500, 500, 1_000, 3_000);
    byte[] second = chunk(300, 300, 4_100, 2_900);
    for (byte[] last :
        List.of(new byte[0], chunk(0, 200, 7_000, 0), chunk(400, 200, 7_000, 0), new byte[20])) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(first);
      all.write(second);
      all.write(last);
      Path file = Files.write(folder.resolve("dead.jfr"), all.toByteArray());
      assertThat(RecordedChunks.of(file).bytes()).isEqualTo(800);
      assertThat(RecordedChunks.of(file).lasted()).isEqualTo(Duration.ofNanos(6_000));
    }
    Path hopeless = Files.write(folder.resolve("dead.jfr"), chunk(0, 200, 7_000, 0));
    assertThat(RecordedChunks.of(hopeless).bytes()).isZero();
  }

  private static byte[] chunk(long claimed, int written, long start, long nanos) {
    byte[] bytes = new byte[written];
    ByteBuffer header = ByteBuffer.wrap(bytes).put(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 0});
    header.putLong(claimed).putLong(32, start).putLong(40, nanos);
    return bytes;
  }

  private Path recording(int claimed, int written) throws IOException {
    byte[] bytes = new byte[claimed];
    ByteBuffer.wrap(bytes).put(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 0}).putLong(claimed);
    return Files.write(folder.resolve(written + ".jfr"), Arrays.copyOf(bytes, written));
  }
}
