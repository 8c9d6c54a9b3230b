package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RivalProfilersTest {
  private static final String JVM =
      """
      7f0000000000-7f0000001000 r-xp 00000000 fe:00 1 /usr/lib/jvm/lib/server/libjvm.so
      7f0000001000-7f0000002000 rw-p 00000000 00:00 0
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tmp/libasyncProfiler-linux-x64-d0d6eb4a.so",
        "/opt/async-profiler/lib/libasyncProfiler.so",
        "/tmp/scratch/libjavaProfiler123.so (deleted)"
      })
  void otherProfilers_areFound(String library) throws Exception {
    assertThat(profilers(library).find(null)).isEqualTo(library.replace(" (deleted)", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app/libasyncProfilerNotes/libfoo.so", "/app/asyncProfiler.jar"})
  void whatIsNoProfiler_isNotFound(String library) throws Exception {
    assertThat(profilers(library).find(null)).isNull();
  }

  @Test
  void ours_doesNotCountThoughItsFileIsGone() throws Exception {
    String ours = "/tmp/tocsin-agent-root/native1/libasyncProfiler.so";
    assertThat(profilers(ours + " (deleted)").find(Path.of(ours))).isNull();
    assertThat(profilers(ours).find(Path.of("/elsewhere/libasyncProfiler.so"))).isEqualTo(ours);
  }

  @Test
  void classesOfAnother_tellThatOneComesUpUntilItWasLookedFor() throws Exception {
    RivalProfilers profilers = profilers("/lib/libc.so");
    assertThat(profilers.loading(null, "com/bank/AsyncProfilerSettings")).isFalse();
    assertThat(
            profilers.loading(RivalProfilers.class.getClassLoader(), "one/profiler/AsyncProfiler"))
        .as("our own")
        .isFalse();
    assertThat(profilers.isLoading()).isFalse();
    assertThat(profilers.loading(null, "io/pyroscope/one/profiler/AsyncProfiler")).isTrue();
    assertThat(profilers.isLoading()).isTrue();
    profilers.find(null);
    assertThat(profilers.isLoading()).isFalse();
    assertThat(profilers.loading(null, "com/datadoghq/profiler/JavaProfiler")).isTrue();
  }

  private RivalProfilers profilers(String library) throws Exception {
    String line = "7f0000002000-7f0000003000 r-xp 00000000 fe:00 2    " + library + "\n";
    return new RivalProfilers(Files.writeString(folder.resolve("maps"), JVM + line));
  }
}
