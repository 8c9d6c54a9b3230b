package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping is tested with the real profiler in real JVMs. */
class RecorderTest {
  @TempDir Path folder;

  @Test
  void wholeRecording_isAsLongAsItSays() throws Exception {
    assertThat(Recorder.completeBytes(recording(1_000, 1_000))).isEqualTo(1_000);
  }

  @Test
  void recordingThatAFullDiskCutOff_isNotSent() throws Exception {
    Path cut = recording(1_000, 700);
    assertThatThrownBy(() -> Recorder.completeBytes(cut)).hasMessageContaining("not whole");
    Path headless = Files.write(folder.resolve("headless.jfr"), new byte[7]);
    assertThatThrownBy(() -> Recorder.completeBytes(headless)).hasMessageContaining("not whole");
    Path empty = Files.createFile(folder.resolve("empty.jfr"));
    assertThatThrownBy(() -> Recorder.completeBytes(empty)).isInstanceOf(IOException.class);
  }

  private Path recording(int claimed, int written) throws IOException {
    byte[] bytes = new byte[claimed];
    ByteBuffer.wrap(bytes).put(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 0}).putLong(claimed);
    return Files.write(folder.resolve(written + ".jfr"), Arrays.copyOf(bytes, written));
  }
}
