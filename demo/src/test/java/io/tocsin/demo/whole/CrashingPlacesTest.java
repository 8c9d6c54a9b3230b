package io.tocsin.demo.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.demo.plan.CrashingPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashingPlacesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void place_hitByItsData_killsTheJvmAndIsTheFirstOfTheBanksFrames(CrashingPlace place)
      throws Exception {
    Path errorFile = folder.resolve("hs_err.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + errorFile,
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path"),
                DeadlyAddress.class.getName(),
                place.name())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile())
            .start();

    assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
    assertThat(errorFile).as(Files.readString(folder.resolve("printed"))).exists();
    List<String> lines = Files.readAllLines(errorFile);
    assertThat(lines).anyMatch(line -> line.startsWith("#  SIGSEGV"));
    assertThat(lines.stream().filter(line -> line.contains("io.tocsin.demo.bank.")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).contains(place.code().culprit() + '('));
  }
}
