package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.Crashes;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Crash records whose collector is away when their JVM ends. */
class UnsentRecordsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void collectorDownAtTheEnd_theNextStartSendsTheRecordAsTheDeadOnes(Jdk jdk) throws Exception {
    long dead = crash(jdk, "http://127.0.0.1:" + unusedPort());
    assertThat(unsent()).isEqualTo(1);

    try (OtlpServer server = new OtlpServer();
        AppJvm next = bank(jdk, server.url()).start(Crashes.class, "wait")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.events("jvm.exception.uncaught").size() == 1 && unsent() == 0);
      next.terminate();
      assertThat(server.events("jvm.exception.uncaught").get(0).resource())
          .containsEntry("process.pid", String.valueOf(dead));
    }
  }

  @Test
  void stillDownAtTheNextStart_itWaitsForTheOneAfterAndIsSentOnce() throws Exception {
    String nowhere = "http://127.0.0.1:" + unusedPort();
    crash(Jdk.JDK_25, nowhere);
    try (AppJvm again = bank(Jdk.JDK_25, nowhere).start(Crashes.class, "end")) {
      assertThat(again.awaitEnd().exitCode()).isZero();
    }
    assertThat(unsent()).isEqualTo(1);

    try (OtlpServer server = new OtlpServer();
        AppJvm third = bank(Jdk.JDK_25, server.url()).start(Crashes.class, "wait")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> unsent() == 0);
      third.terminate();
      assertThat(server.events("jvm.exception.uncaught")).hasSize(1);
    }
  }

  @Test
  void collectorThatRefuses_getsTheSameBytesAgain_soThatItKnowsThem() throws Exception {
    // Once at the crash, once more at the end; a third answer may meet the next start.
    try (OtlpServer server = new OtlpServer().thenAnswer(503).thenAnswer(503).thenAnswer(503)) {
      crash(Jdk.JDK_25, server.url());
      assertThat(unsent()).isEqualTo(1);
      try (AppJvm next = bank(Jdk.JDK_25, server.url()).start(Crashes.class, "wait")) {
        await().atMost(Duration.ofSeconds(60)).until(() -> unsent() == 0);
        next.terminate();
      }
      assertThat(server.bodies())
          .hasSizeGreaterThan(1)
          .allSatisfy(each -> assertThat(each).isEqualTo(server.bodies().get(0)));
    }
  }

  private long crash(Jdk jdk, String collector) throws Exception {
    try (AppJvm app = bank(jdk, collector).start(Crashes.class, "exit")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      return app.pid();
    }
  }

  private AppJvm.Builder bank(Jdk jdk, String collector) {
    return AppJvm.on(jdk, folder)
        .tocsin()
        .set("endpoint", collector)
        .set("profile", "off")
        .env("OTEL_SERVICE_NAME", "bank");
  }

  /** By name only: files come and go while this looks. */
  private long unsent() {
    return Stream.ofNullable(folder.resolve("agent").toFile().listFiles())
        .flatMap(Stream::of)
        .map(File::list)
        .filter(Objects::nonNull)
        .flatMap(Stream::of)
        .filter(each -> each.endsWith(".unsent"))
        .count();
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
