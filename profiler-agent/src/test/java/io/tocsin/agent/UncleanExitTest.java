package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.Crashes;
import io.tocsin.agent.app.Markers;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.OtlpServer.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UncleanExitTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void killedJvm_isReportedOnceAtTheNextStartOfItsService(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      Instant before = Instant.now().minusSeconds(5);
      AppJvm killed = start(server, jdk, "bank", "wait");
      awaitMarkers(1);
      killed.killHard();
      startAndAwait(server, jdk, "other");
      assertThat(server.events("jvm.exit.unclean")).as("of another service").isEmpty();

      try (AppJvm next = start(server, jdk, "bank", "wait")) {
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> server.events("jvm.exit.unclean").size() == 1);
        awaitMarkers(1);
        assertThat(next.notices()).isEmpty();
        next.terminate();
      }
      Event event = server.events("jvm.exit.unclean").get(0);
      assertThat(event.attributes())
          .containsEntry("tocsin.exit.pid", String.valueOf(killed.pid()))
          .containsEntry("tocsin.exit.service_version", "4.2")
          .containsKey("tocsin.exit.service_instance_id");
      assertThat(Instant.parse(event.get("tocsin.exit.started"))).isBetween(before, Instant.now());
      startAndAwait(server, jdk, "bank");
      assertThat(server.events("jvm.exit.unclean")).as("SIGTERM is orderly").hasSize(1);
    }
  }

  @Test
  void livingJvmOfTheSameService_isNotReported() throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm living = start(server, Jdk.JDK_25, "bank", "wait")) {
      awaitMarkers(1);
      startAndAwait(server, Jdk.JDK_17, "bank");
      assertThat(server.events("jvm.exit.unclean")).isEmpty();
      assertThat(living.notices()).isEmpty();
    }
  }

  @Test
  void serverDownAtTheNextStart_reportsAtTheOneAfter() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      AppJvm killed = start(server, Jdk.JDK_25, "bank", "wait");
      awaitMarkers(1);
      killed.killHard();
      server.thenAnswer(503, "3600");
      try (AppJvm refused = start(server, Jdk.JDK_25, "bank", "wait")) {
        await().atMost(Duration.ofMinutes(2)).until(() -> server.bodies().size() == 1);
        refused.killHard();
      }
      try (AppJvm next = start(server, Jdk.JDK_25, "bank", "wait")) {
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() ->
                assertThat(server.events("jvm.exit.unclean"))
                    .extracting(each -> each.get("tocsin.exit.pid"))
                    .contains(String.valueOf(killed.pid())));
        next.terminate();
      }
    }
  }

  private AppJvm start(OtlpServer server, Jdk jdk, String service, String how) throws IOException {
    return AppJvm.on(jdk, folder)
        .tocsin()
        .env("OTEL_SERVICE_NAME", service)
        .env("OTEL_RESOURCE_ATTRIBUTES", "service.version=4.2")
        .set("endpoint", server.url())
        .start(Crashes.class, how);
  }

  /** Runs a JVM that marks itself, is asked to end, and unmarks. */
  private void startAndAwait(OtlpServer server, Jdk jdk, String service) throws Exception {
    long before = markers();
    try (AppJvm app = start(server, jdk, service, "wait")) {
      awaitMarkers(before + 1);
      app.terminate();
      assertThat(markers()).isEqualTo(before);
    }
  }

  private void awaitMarkers(long count) {
    await().atMost(Duration.ofMinutes(2)).until(() -> markers() == count);
  }

  private long markers() {
    return Markers.in(folder.resolve("agent").toFile());
  }
}
