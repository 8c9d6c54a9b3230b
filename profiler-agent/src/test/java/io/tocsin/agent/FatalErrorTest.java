package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.app.Crashes;
import io.tocsin.agent.app.Markers;
import io.tocsin.agent.app.Segfault;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.OtlpServer.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JVMs that really die of a fatal error, and what the agent in the next one tells of them. */
class FatalErrorTest {
  /** Made up; each has the shape that a customer's would have. */
  private static final List<String> PLANTED =
      List.of(
          "4929123456781234",
          "13912345678",
          "11010519491231002X",
          "hunter2-password",
          "eyJhbGciOiJIUzI1NiJ9.planted.signature",
          "Erika Mustermann");

  @TempDir Path folder;
  private Path working;

  @BeforeEach
  void makeTheWorkingFolder() throws IOException {
    working = Files.createDirectory(folder.resolve("working"));
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void segmentationFault_isToldOnceByTheNextStartUnderTheNameOfTheDead(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      Instant before = Instant.now().minusSeconds(5);
      long pid = crash(server, jdk, "1.0.0", List.of());
      startAgain(server, jdk, 1);

      Event event = server.events("jvm.crash").get(0);
      assertThat(event.resource())
          .containsEntry("service.name", "bank")
          .containsEntry("service.version", "1.0.0")
          .containsEntry("process.pid", String.valueOf(pid))
          .containsEntry("vcs.ref.head.revision", "c0ffee1");
      assertThat(event.attributes())
          .containsEntry("exception.type", "SIGSEGV")
          .containsEntry("thread.name", "pool-1-thread-1")
          .containsEntry("tocsin.exit.pid", String.valueOf(pid));
      assertThat(event.get("exception.stacktrace"))
          .contains("at io.tocsin.agent.app.Segfault$Rates.lookup(");
      assertThat(event.get("jvm.crash.report")).contains("SIGSEGV", "Rates.lookup");
      assertThat(Instant.ofEpochSecond(0, event.record().getTimeUnixNano()))
          .isBetween(before, Instant.now());
      assertThat(server.events("jvm.exit.unclean")).as("the crash says it all").isEmpty();

      startAgain(server, jdk, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void T20_whatCustomersLeftInMemoryEnvironmentOrCommandLine_neverArrives(Jdk jdk)
      throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      crash(server, jdk, "1.0.0", PLANTED);
      assertThat(errorLog()).as("else the test proves nothing").contains(PLANTED.get(0));
      startAgain(server, jdk, 1);

      assertThat(server.bodies())
          .allSatisfy(body ->
              assertThat(new String(body, StandardCharsets.UTF_8))
                  .doesNotContain(PLANTED.toArray(String[]::new)));
      assertThat(server.events("jvm.crash").get(0).get("jvm.crash.report")).contains("SIGSEGV");
    }
  }

  @Test
  void errorFileOfTheCommandLine_isFound() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      Path logs = Files.createDirectory(folder.resolve("logs"));
      try (AppJvm app =
          bank(server, Jdk.JDK_25, "1")
              .flag("-XX:ErrorFile=" + logs.resolve("died-%p.log"))
              .start(Segfault.class)) {
        app.awaitEnd();
      }
      try (Stream<Path> files = Files.list(logs)) {
        assertThat(files).hasSize(1);
      }
      startAgain(server, Jdk.JDK_25, 1);
    }
  }

  @Test
  void reportOfAnOlderJvmWithTheSameProcessId_isNotTakenForThisOnes() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      AppJvm killed = bank(server, Jdk.JDK_25, "1").start(Crashes.class, "wait");
      awaitMarker();
      Path old = working.resolve("hs_err_pid" + killed.pid() + ".log");
      Files.writeString(old, "#  SIGSEGV (0xb) at pc=0x1, pid=" + killed.pid() + ", tid=1\n");
      Files.setLastModifiedTime(
          old, java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(3_600)));
      killed.killHard();
      try (AppJvm next = bank(server, Jdk.JDK_25, "2").start(Crashes.class, "wait")) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> server.events("jvm.exit.unclean").size() == 1);
        next.terminate();
      }
      assertThat(server.events("jvm.crash")).isEmpty();
    }
  }

  /** Returns the process id of a JVM that has died of SIGSEGV. */
  private long crash(OtlpServer server, Jdk jdk, String version, List<String> planted)
      throws Exception {
    AppJvm.Builder jvm = bank(server, jdk, version);
    for (String each : planted) {
      String name = "planted.property" + planted.indexOf(each);
      jvm.flag("-D" + name + "=" + each).env("PLANTED_" + planted.indexOf(each), each);
    }
    String[] arguments = planted.isEmpty() ? new String[0] : new String[] {all(planted)};
    try (AppJvm app = jvm.start(Segfault.class, arguments)) {
      app.awaitEnd();
      assertThat(app.exitCode()).as(app.out() + app.err()).isNotZero();
      return app.pid();
    }
  }

  private static String all(List<String> planted) {
    return String.join(" ", planted);
  }

  private void startAgain(OtlpServer server, Jdk jdk, int crashes) throws Exception {
    try (AppJvm next = bank(server, jdk, "1.0.1").start(Crashes.class, "wait")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.events("jvm.crash").size() == crashes && markers() == 1);
      next.terminate();
      assertThat(next.notices()).isEmpty();
    }
  }

  private AppJvm.Builder bank(OtlpServer server, Jdk jdk, String version) {
    return AppJvm.on(jdk, folder)
        .in(working)
        .tocsin()
        .set("endpoint", server.url())
        .flag("-XX:-CreateCoredumpOnCrash")
        .env("OTEL_SERVICE_NAME", "bank")
        .env(
            "OTEL_RESOURCE_ATTRIBUTES",
            "service.version=" + version + ",vcs.ref.head.revision=c0ffee1");
  }

  private String errorLog() throws IOException {
    try (Stream<Path> files = Files.list(working)) {
      return Files.readString(
          files.filter(each -> each.toString().endsWith(".log")).findFirst().orElseThrow(),
          StandardCharsets.ISO_8859_1);
    }
  }

  private void awaitMarker() {
    await().atMost(Duration.ofSeconds(60)).until(() -> markers() == 1);
  }

  private long markers() {
    return Markers.in(folder.resolve("agent").toFile());
  }
}
