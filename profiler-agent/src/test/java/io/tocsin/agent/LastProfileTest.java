package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.Busy;
import io.tocsin.agent.app.Crashes;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.ReceivedProfile;
import io.tocsin.agent.fixture.Recording;
import io.tocsin.agent.fixture.Walk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts that could not be sent while their JVM lived. */
class LastProfileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void T24_cutsOfAKilledJvm_arriveAtTheNextStartUnderItsOwnName(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.inbox().answerWith(503);
      AppJvm killed = start(server, jdk, "dead", Busy.class);
      await().atMost(Duration.ofSeconds(60)).until(() -> cuts().count() >= 2);
      killed.killHard();
      long left = cuts().count();

      server.inbox().answerWith(200);
      try (AppJvm next = start(server, jdk, "next", Crashes.class, "wait")) {
        await().atMost(Duration.ofMinutes(2)).until(() -> of("dead", server).size() >= left);
        assertThat(of("dead", server))
            .allSatisfy(each ->
                assertThat(each.resource())
                    .containsEntry("service.instance.id", "dead")
                    .containsEntry("process.pid", String.valueOf(killed.pid())));
        ProfilesTest.awaitRecording(
            server, each -> each.samplesIn(Busy.class.getName(), "work") > 0);
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() -> assertThat(cuts().filter(each -> isOf(each, killed))).isEmpty());
        assertThat(folders()).as("only that of the one that runs").hasSize(1);
        assertThat(next.notices()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void T24_whatRanWhenAJvmWasKilled_arrivesUpToItsLastWholeChunk(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      AppJvm killed =
          AppJvm.on(jdk, folder)
              .tocsinWithProfiles()
              .env("OTEL_SERVICE_NAME", "bank")
              .env("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=dead")
              .set("profile_cut_ms", 600_000)
              .set("profile_chunk_s", 5)
              .set("profile_cpu", "ctimer")
              .set("exit_marker", "off")
              .set("endpoint", server.url())
              .start(Busy.class);
      await().atMost(Duration.ofMinutes(2)).until(this::wholeChunkIsThere);
      killed.killHard();
      assertThat(cuts()).isEmpty();

      try (AppJvm next = start(server, jdk, "next", Crashes.class, "wait")) {
        await().atMost(Duration.ofMinutes(2)).until(() -> !of("dead", server).isEmpty());
        ReceivedProfile last = of("dead", server).get(0);
        assertThat(last.resource()).containsEntry("process.pid", String.valueOf(killed.pid()));
        assertThat(Recording.of(last.jfr()).samplesIn(Busy.class.getName(), "work")).isPositive();
        assertThat(next.notices()).isEmpty();
      }
    }
  }

  private boolean wholeChunkIsThere() {
    return recordings()
        .anyMatch(each -> {
          try {
            byte[] bytes = Files.readAllBytes(each);
            long size = bytes.length < 16 ? 0 : ByteBuffer.wrap(bytes).getLong(8);
            // A chunk that is being written says a gibibyte.
            return size > 0 && size <= bytes.length;
          } catch (IOException e) {
            return false;
          }
        });
  }

  private static List<ReceivedProfile> of(String instance, OtlpServer server) {
    return server.inbox().profiles().stream()
        .filter(each -> instance.equals(each.resource().get("service.instance.id")))
        .toList();
  }

  @Test
  void orderlyEnd_makesACutOfWhatWasRecorded() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.inbox().answerWith(503);
      AppJvm ended =
          AppJvm.on(Jdk.JDK_25, folder)
              .tocsinWithProfiles()
              .set("profile_cut_ms", 600_000)
              .set("endpoint", server.url())
              .start(Busy.class);
      await().atMost(Duration.ofMinutes(2)).until(() -> recordings().count() == 1);
      ended.terminate();
      assertThat(cuts()).hasSize(1);
      assertThat(recordings()).isEmpty();
    }
  }

  private AppJvm start(
      OtlpServer server, Jdk jdk, String instance, Class<?> application, String... arguments)
      throws IOException {
    return AppJvm.on(jdk, folder)
        .tocsinWithProfiles()
        .env("OTEL_SERVICE_NAME", "bank")
        .env("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=" + instance)
        .set("endpoint", server.url())
        .set("profile_cpu", "ctimer")
        .set("exit_marker", "off")
        .start(application, arguments);
  }

  private static boolean isOf(Path cut, AppJvm app) {
    return cut.getFileName().toString().contains("-" + app.pid() + "-");
  }

  private Stream<Path> cuts() {
    return files(".otlp.gz");
  }

  private Stream<Path> recordings() {
    return files("recording.jfr");
  }

  private Stream<Path> folders() {
    return files("lock").map(Path::getParent);
  }

  private Stream<Path> files(String ending) {
    return Walk.below(folder.resolve("agent")).stream()
        .filter(each -> each.getFileName().toString().endsWith(ending));
  }
}
