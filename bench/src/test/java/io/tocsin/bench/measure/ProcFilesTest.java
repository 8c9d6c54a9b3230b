package io.tocsin.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcFilesTest {
  @Test
  void cpu_isUserPlusSystemTime_whateverTheCommandIsCalled() {
    String stat = "42 (a) b (c)) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 12 0";
    assertThat(ProcFiles.cpuNanos(stat)).isEqualTo(3_000_000_000L);
  }

  @Test
  void resident_isReadInMebibytes() {
    assertThat(ProcFiles.residentMebibytes(List.of("VmHWM:\t 9 kB", "VmRSS:\t  204800 kB")))
        .isEqualTo(200.0);
  }

  @Test
  void ownProcess_hasUsedTimeAndMemory() throws Exception {
    long own = ProcessHandle.current().pid();
    assertThat(ProcFiles.cpuNanos(own)).isPositive();
    assertThat(ProcFiles.residentMebibytes(own)).isPositive();
  }
}
