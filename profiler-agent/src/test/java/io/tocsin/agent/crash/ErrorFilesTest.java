package io.tocsin.agent.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ErrorFilesTest {
  private static final Path WORKING = Path.of("/srv/bank");
  private static final Path TEMPORARY = Path.of("/tmp");

  @Test
  void withoutTheFlag_itIsInTheWorkingFolderElseTheTemporaryOne() {
    assertThat(ErrorFiles.of("", WORKING, TEMPORARY, 42))
        .isEqualTo(ErrorFiles.of(null, WORKING, TEMPORARY, 42))
        .containsExactly(Path.of("/srv/bank/hs_err_pid42.log"), Path.of("/tmp/hs_err_pid42.log"));
  }

  @Test
  void flag_isExpandedAsTheJvmDoes() {
    assertThat(ErrorFiles.of("/var/crash/%p-100%%-%x.log", WORKING, TEMPORARY, 42))
        .first()
        .isEqualTo(Path.of("/var/crash/42-100%-%x.log"));
    assertThat(ErrorFiles.of("logs/died.log", WORKING, TEMPORARY, 42))
        .first()
        .isEqualTo(Path.of("/srv/bank/logs/died.log"));
  }
}
