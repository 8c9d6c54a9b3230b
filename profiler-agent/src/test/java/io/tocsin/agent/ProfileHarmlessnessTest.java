package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.Busy;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with profiles: the service runs, crashes arrive, and there is one line. */
class ProfileHarmlessnessTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void serverThatKnowsNoProfiles_isToldOnceAndCrashesArrive(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.inbox().answerWith(404);
      try (AppJvm app = busy(jdk, server).set("refused_pause_ms", 10).start(Busy.class)) {
        await().atMost(Duration.ofSeconds(60)).until(() -> server.inbox().answers().size() >= 3);
        assertThat(app.notices())
            .singleElement()
            .asString()
            .contains("/v1development/profiles answered 404");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void wrongToken_isToldOnce(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer().thenAnswer(401)) {
      server.inbox().answerWith(401);
      try (AppJvm app = busy(jdk, server).start(Busy.class, "2000", "crash")) {
        await().atMost(Duration.ofSeconds(60)).until(() -> server.inbox().answers().size() >= 1);
        app.awaitEnd();
        assertThat(app.notices()).singleElement().asString().contains("401", "token");
      }
    }
  }

  @Test
  void serverDown_isToldOnceWithBothOnItsWay() throws Exception {
    try (AppJvm app =
        AppJvm.on(Jdk.JDK_25, folder)
            .tocsinWithProfiles()
            .set("profile_cpu", "ctimer")
            .set("endpoint", "http://127.0.0.1:1")
            .start(Busy.class, "2000", "crash")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(app.notices()).singleElement().asString().contains("cannot be reached");
    }
  }

  @Test
  void folderThatCannotBeMade_endsProfilesWithOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("not-a-folder"));
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            busy(Jdk.JDK_25, server)
                .flag("-Dtocsin.agent.dir=" + file.resolve("sub"))
                .set("exit_marker", "off")
                .start(Busy.class, "2000", "crash")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(app.notices()).singleElement().asString().contains("profiles are off: ");
      assertThat(server.events("jvm.exception.uncaught")).hasSize(1);
    }
  }

  @Test
  void switchedOff_loadsNothing() throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            busy(Jdk.JDK_25, server).set("profile", "off").start(Busy.class, "2000", "crash")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(app.out()).contains("profiler loaded: false");
      assertThat(app.notices()).isEmpty();
    }
  }

  private AppJvm.Builder busy(Jdk jdk, OtlpServer server) {
    return AppJvm.on(jdk, folder)
        .tocsinWithProfiles()
        .set("profile_cpu", "ctimer")
        .set("endpoint", server.url());
  }
}
