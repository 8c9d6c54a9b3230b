package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDescriptorsTest {
  @TempDir Path process;

  @ParameterizedTest
  @CsvSource({
    "1048576, 200, false",
    "1024, 20, true",
    "8192, 1000, false",
    "8192, 1100, true",
    "unlimited, 30000, false"
  })
  void scarceAreThey_whereThreadsCouldTakeWhatTheApplicationNeeds(
      String limit, int threads, boolean scarce) throws Exception {
    Files.writeString(
        process.resolve("limits"),
        "Limit                     Soft Limit           Hard Limit           Units\n"
            + "Max processes             96294                96294                processes\n"
            + "Max open files            "
            + limit
            + "                 1048576              files\n");
    Files.writeString(process.resolve("status"), "Name:\tjava\nThreads:\t" + threads + "\n");
    assertThat(new FileDescriptors(process).areScarce()).isEqualTo(scarce);
  }

  @Test
  void unknown_countsAsScarce() {
    assertThat(new FileDescriptors(process.resolve("none")).areScarce()).isTrue();
  }
}
