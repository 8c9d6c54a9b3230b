package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.agent.app.Busy;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.ReceivedProfile;
import io.tocsin.agent.fixture.Recording;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What samples processor time where the system refuses the best way. */
class ProfileEngineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void T25_withoutPerfEvents_fallsBackToTimersAndSaysSo(Jdk jdk) throws Exception {
    runsBy("ctimer", AppJvm.on(jdk, folder).refused("perf"), "processor time is sampled by ctimer");
  }

  @Test
  void T25_withoutThreadTimersEither_fallsBackToTheOneOfTheProcess() throws Exception {
    runsBy(
        "itimer",
        AppJvm.on(Jdk.JDK_17, folder).refused("perf,timer"),
        "processor time is sampled by itimer");
  }

  @Test
  void fewFileDescriptors_areLeftToTheApplication() throws Exception {
    runsBy(
        "ctimer",
        AppJvm.on(Jdk.JDK_25, folder).under("sh", "-c", "ulimit -n 512; exec \"$@\"", "sh"),
        "few file descriptors");
  }

  @Test
  void timersThatWereAskedFor_areNoFallBack() throws Exception {
    runsBy("itimer", AppJvm.on(Jdk.JDK_25, folder).set("profile_cpu", "itimer"), null);
  }

  @Test
  void modesThatAreOff_areInNoProfile() throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(Jdk.JDK_25, folder)
                .tocsinWithProfiles()
                .set("profile_cpu", "off")
                .set("profile_lock", "off")
                .set("endpoint", server.url())
                .start(Busy.class)) {
      ReceivedProfile profile = ProfilesTest.awaitProfiles(server, 2).get(1);
      assertThat(profile.get("tocsin.profile.events")).isEqualTo("alloc");
      assertThat(profile.attributes()).doesNotContainKey("tocsin.profile.cpu_engine");
      Recording recording =
          ProfilesTest.awaitRecording(
              server, each -> !each.events("jdk.ObjectAllocationInNewTLAB").isEmpty());
      assertThat(recording.events("jdk.ExecutionSample")).isEmpty();
      assertThat(app.err()).isEmpty();
    }
  }

  private static void runsBy(String engine, AppJvm.Builder jvm, String notice) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            jvm.tocsinWithProfiles().set("endpoint", server.url()).start(Busy.class, "60000")) {
      ReceivedProfile profile = ProfilesTest.awaitProfiles(server, 2).get(1);
      assertThat(profile.get("tocsin.profile.cpu_engine")).isEqualTo(engine);
      ProfilesTest.awaitRecording(server, each -> each.samplesIn(Busy.class.getName(), "work") > 0);
      if (notice == null) {
        assertThat(app.notices()).isEmpty();
      } else {
        assertThat(app.notices()).hasSize(1).first().asString().contains(notice);
      }
    }
  }
}
