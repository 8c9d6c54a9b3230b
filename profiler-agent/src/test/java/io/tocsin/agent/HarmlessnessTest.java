package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.agent.app.Crashes;
import io.tocsin.agent.app.ThreadKinds;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jars;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with the agent or its server: the service runs, and there is one line. */
class HarmlessnessTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void serverDown_serviceEndsAsItWouldAndOneLineTells(Jdk jdk) throws Exception {
    String url = "http://127.0.0.1:" + unusedPort();
    try (AppJvm app =
        AppJvm.on(jdk, folder).tocsin().set("endpoint", url).start(Crashes.class, "exit")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(app.ownErr()).contains("Exception in thread \"doomed\" java.lang.IllegalState");
      assertThat(app.notices()).hasSize(1).first().asString().contains(url, "cannot be reached");
    }
  }

  @Test
  void serverThatNeverAnswers_holdsTheEndNoLongerThanTheFlushTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        AppJvm app =
            AppJvm.on(Jdk.JDK_25, folder)
                .tocsin()
                .set("endpoint", "http://127.0.0.1:" + silent.getLocalPort())
                .set("flush_timeout_ms", 200)
                .start(Crashes.class, "exit")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(app.notices()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void wrongToken_isToldOnce(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer().thenAnswer(401);
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsin()
                .set("endpoint", server.url())
                .set("token", "secret-token")
                .start(Crashes.class, "exit")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(app.notices()).hasSize(1).first().asString().contains("401", "token");
      assertThat(app.err()).doesNotContain("secret-token");
      assertThat(server.bodies()).hasSize(1);
      assertThat(server.headers())
          .allSatisfy(
              each -> assertThat(each).containsEntry("authorization", "Bearer secret-token"));
    }
  }

  @Test
  void givenTwice_reportsOnceAndTellsOnce() throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(Jdk.JDK_17, folder)
                .tocsin()
                .tocsin()
                .set("endpoint", server.url())
                .start(Crashes.class, "exit")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(app.notices()).hasSize(1).first().asString().contains("given twice");
      assertThat(server.events("jvm.exception.uncaught")).hasSize(1);
    }
  }

  @Test
  void afterOpenTelemetrysAgent_oneLineTellsTheRightOrderAndTheRestWorks() throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(Jdk.JDK_25, folder)
                .openTelemetry()
                .tocsin()
                .set("endpoint", server.url())
                .start(ThreadKinds.class)) {
      app.awaitEnd();
      assertThat(app.notices()).hasSize(1).first().asString().contains("tocsin-agent.jar first");
      assertThat(server.events("jvm.exception.uncaught"))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.get("account_id")).startsWith("account-of-"));
    }
  }

  @Test
  void badEndpoint_isTheOnlyThingThatDoesNotStart() throws Exception {
    try (AppJvm app =
        AppJvm.on(Jdk.JDK_25, folder)
            .tocsin()
            .set("endpoint", "ftp://nowhere")
            .start(Crashes.class, "end")) {
      assertThat(app.awaitEnd().exitCode()).isZero();
      assertThat(app.out()).contains("bye");
      assertThat(app.notices())
          .containsExactly(
              "[tocsin-agent] not started: tocsin.agent.endpoint: ftp://nowhere"
                  + " (expected: http://host:port or https)");
    }
  }

  @Test
  void folderThatCannotBeMade_isToldOnceAndCrashesStillArrive() throws Exception {
    Path file = Files.createFile(folder.resolve("not-a-folder"));
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(Jdk.JDK_25, folder)
                .tocsin()
                .flag("-Dtocsin.agent.dir=" + file.resolve("sub"))
                .set("endpoint", server.url())
                .start(Crashes.class, "exit")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(app.notices()).hasSize(1).first().asString().contains("unclean exits");
      assertThat(server.events("jvm.exception.uncaught")).hasSize(1);
    }
  }

  @Test
  void unknownKeys_areToldInOneLine() throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(Jdk.JDK_17, folder)
                .tocsin()
                .set("endpoint", server.url())
                .set("endpiont", "x")
                .set("tocken", "y")
                .start(Crashes.class, "end")) {
      assertThat(app.awaitEnd().exitCode()).isZero();
      assertThat(app.notices())
          .containsExactly(
              "[tocsin-agent] unknown settings, not used:"
                  + " [tocsin.agent.endpiont, tocsin.agent.tocken]");
    }
  }

  @Test
  void brokenJar_doesNotAbortTheJvm() throws Exception {
    Path broken = JarWithoutHiddenClasses.of(Jars.tocsin(), folder.resolve("broken.jar"));
    try (AppJvm app =
        AppJvm.on(Jdk.JDK_25, folder).flag("-javaagent:" + broken).start(Crashes.class, "end")) {
      assertThat(app.awaitEnd().exitCode()).isZero();
      assertThat(app.out()).contains("bye");
      assertThat(app.notices()).hasSize(1).first().asString().contains("not started");
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
