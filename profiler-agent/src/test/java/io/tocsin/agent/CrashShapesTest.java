package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.tocsin.agent.app.Crashes;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.OtlpServer.Event;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exceptions that are hard to tell, and JVMs that end at once. */
class CrashShapesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void T19_stackOverflowOfManyFrames_isCutInTheMiddleAndSaysSo(Jdk jdk) throws Exception {
    Event event = crash(jdk, "deep", "-XX:MaxJavaStackTraceDepth=100000");
    assertThat(event.record().getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_FATAL);
    assertThat(event.get("exception.type")).isEqualTo("java.lang.StackOverflowError");
    assertThat(event.get("exception.stacktrace"))
        .startsWith("java.lang.StackOverflowError\n\tat io.tocsin.agent.app.Crashes.overflow(")
        .containsPattern("\n\t\\.\\.\\. \\d+ frames omitted\n")
        .hasSizeLessThan(262_144);
  }

  @Test
  void T19_hundredThousandFrames_keepFirstAndLastAndTheCause() throws Exception {
    Event event = crash(Jdk.JDK_25, "long");
    assertThat(event.get("exception.stacktrace"))
        .contains("\tat app.Deep.step511(Deep.java:511)\n\t... 98976 frames omitted\n")
        .contains("\tat app.Deep.step99999(Deep.java:99999)\n")
        .contains("Caused by: java.lang.IllegalStateException: inner\n");
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void exceptionThatThrowsWhenAsked_isToldWithItsTypeAndStack(Jdk jdk) throws Exception {
    Event event = crash(jdk, "nasty");
    assertThat(event.get("exception.type")).endsWith("Crashes$NastyException");
    assertThat(event.get("exception.message"))
        .isEqualTo("(getMessage() threw java.lang.UnsupportedOperationException)");
    assertThat(event.get("exception.stacktrace")).contains("Crashes.throwNasty(Crashes.java:");
  }

  @Test
  void hugeMessage_isShortened() throws Exception {
    Event event = crash(Jdk.JDK_25, "huge-message");
    assertThat(event.get("exception.message"))
        .startsWith("xxx")
        .endsWith("... [4991808 characters omitted]");
    assertThat(event.record().getSerializedSize()).isLessThan(40_000);
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void exceptionBeforeSystemExit_isSentBeforeTheJvmEnds(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app = against(server, jdk).start(Crashes.class, "exit")) {
      assertThat(app.awaitEnd().exitCode()).isEqualTo(3);
      assertThat(server.events("jvm.exception.uncaught")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void handlerThatTheApplicationSetsLater_isCalledAfterOurs(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            against(server, jdk).set("tick_ms", 20).start(Crashes.class, "own-handler-before")) {
      app.awaitEnd();
      assertThat(app.out()).contains("own handler: plain");
      assertThat(app.ownErr()).doesNotContain("Exception in thread");
      assertThat(server.events("jvm.exception.uncaught")).hasSize(1);
    }
  }

  @Test
  void handlerThatCallsTheOneItFound_reportsOnceAndEnds() throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            against(server, Jdk.JDK_25)
                .set("tick_ms", 20)
                .start(Crashes.class, "own-handler-calls-ours")) {
      app.awaitEnd();
      assertThat(app.out()).containsOnlyOnce("own handler: plain");
      assertThat(app.ownErr()).containsOnlyOnce("Exception in thread \"doomed\"");
      assertThat(server.events("jvm.exception.uncaught")).hasSize(1);
    }
  }

  private Event crash(Jdk jdk, String kind, String... flags) throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      AppJvm.Builder jvm = against(server, jdk);
      for (String each : flags) {
        jvm.flag(each);
      }
      try (AppJvm app = jvm.start(Crashes.class, kind)) {
        app.awaitEnd();
        assertThat(app.notices()).isEmpty();
        assertThat(server.events("jvm.exception.uncaught")).as(app.err()).hasSize(1);
        return server.events("jvm.exception.uncaught").get(0);
      }
    }
  }

  private AppJvm.Builder against(OtlpServer server, Jdk jdk) {
    return AppJvm.on(jdk, folder).tocsin().set("endpoint", server.url());
  }
}
