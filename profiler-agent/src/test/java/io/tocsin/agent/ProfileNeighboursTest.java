package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.Busy;
import io.tocsin.agent.app.LateProfiler;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jars;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.ReceivedProfile;
import io.tocsin.agent.fixture.Recording;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beside others that record the same JVM. */
class ProfileNeighboursTest {
  private static final String BUSY = Busy.class.getName();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void T23_withFlightRecorderAndItsDumps_bothRecord(Jdk jdk) throws Exception {
    Path dump = folder.resolve("dump.jfr");
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsinWithProfiles()
                .flag("-XX:StartFlightRecording=settings=profile")
                .set("endpoint", server.url())
                .start(Busy.class)) {
      int before = ProfilesTest.awaitProfiles(server, 2).size();
      Process jcmd =
          new ProcessBuilder(
                  jdk.tool("jcmd"), String.valueOf(app.pid()), "JFR.dump", "filename=" + dump)
              .redirectErrorStream(true)
              .start();
      String said = new String(jcmd.getInputStream().readAllBytes());
      assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).isTrue();
      List<ReceivedProfile> profiles = ProfilesTest.awaitProfiles(server, before + 4);
      long after = 0;
      for (ReceivedProfile each : profiles.subList(before + 1, profiles.size())) {
        after += Recording.of(each.jfr()).samplesIn(BUSY, "work");
      }
      assertThat(after).isPositive();
      assertThat(dump).as(said).isNotEmptyFile();
      assertThat(Recording.of(Files.readAllBytes(dump)).samplesIn(BUSY, "work")).isPositive();
      assertThat(app.notices()).noneMatch(each -> each.contains("profiles are off"));
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void T23_besideAnotherAsyncProfiler_oursStaysOffWithOneLine(Jdk jdk) throws Exception {
    Path other = otherProfiler();
    Path file = folder.resolve("other.jfr");
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .flag("-agentpath:" + other + "=start,event=ctimer,file=" + file)
                .tocsinWithProfiles()
                .set("endpoint", server.url())
                .start(Busy.class)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> !app.notices().isEmpty());
      await().atMost(Duration.ofMinutes(2)).until(() -> spans(app) > 20);
      app.terminate();
      assertThat(app.notices())
          .singleElement()
          .asString()
          .contains("profiles are off: another profiler is in this process, " + other);
      assertThat(server.inbox().profiles()).isEmpty();
      assertThat(Recording.of(Files.readAllBytes(file)).samplesIn(BUSY, "work")).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void T23_anotherAsyncProfilerThatStartsLater_isLeftAlone(Jdk jdk) throws Exception {
    Path other = otherProfiler();
    Path file = folder.resolve("other.jfr");
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .flag("-Xbootclasspath/a:" + Jars.asyncProfiler())
                .tocsinWithProfiles()
                .set("profile_cpu", "ctimer")
                .set("endpoint", server.url())
                .start(LateProfiler.class, other.toString(), file.toString())) {
      ProfilesTest.awaitProfiles(server, 1);
      await().atMost(Duration.ofSeconds(60)).until(() -> !app.notices().isEmpty());
      int cuts = server.inbox().profiles().size();
      long spans = spans(app);
      await().atMost(Duration.ofSeconds(60)).until(() -> spans(app) > spans + 40);
      app.terminate();
      assertThat(app.notices())
          .singleElement()
          .asString()
          .contains("profiles are off: another profiler is in this process, " + other);
      // The cut that ran when the other one came up may have been on its way.
      assertThat(server.inbox().profiles()).hasSizeLessThanOrEqualTo(cuts + 1);
      assertThat(Recording.of(Files.readAllBytes(file)).samplesIn(BUSY, "work")).isGreaterThan(20);
    }
  }

  private static long spans(AppJvm app) throws Exception {
    return app.out().lines().filter(line -> line.startsWith("SPAN ")).count();
  }

  /** Its native code under another name, as Pyroscope's agent brings it along. */
  private Path otherProfiler() throws Exception {
    Path library = folder.resolve("libasyncProfiler-linux-x64-0123.so");
    String entry =
        System.getProperty("os.arch").equals("aarch64")
            ? "linux-arm64/libasyncProfiler.so"
            : "linux-x64/libasyncProfiler.so";
    try (JarFile jar = new JarFile(Jars.asyncProfiler().toFile());
        InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      Files.copy(in, library);
    }
    return library;
  }
}
