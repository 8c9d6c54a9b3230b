package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.tocsin.agent.app.ThreadKinds;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.OtlpServer.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scope is closed and the MDC cleared by the time the handler runs. */
class UncaughtExceptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void besideOpenTelemetrysAgent_everyKindOfThreadTellsTraceAndAccount(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsin()
                .openTelemetry()
                .env("OTEL_SERVICE_NAME", "kinds")
                .env("OTEL_RESOURCE_ATTRIBUTES", "service.version=7,deployment.environment.name=t")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", server.url())
                .start(ThreadKinds.class)) {
      app.awaitEnd();
      assertThat(app.exitCode()).as(app.err()).isEqualTo(1);
      assertThat(app.notices()).isEmpty();
      List<String> kinds = kinds(jdk);
      kinds.add("http");
      kinds.add("main");
      assertTold(app, server, kinds);
      assertThat(eventOf(server, "http").traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
      assertThat(eventOf(server, "main").resource())
          .containsEntry("service.name", "kinds")
          .containsEntry("service.version", "7")
          .containsEntry("deployment.environment.name", "t")
          .containsEntry("telemetry.distro.name", "tocsin")
          .containsEntry("process.pid", String.valueOf(app.pid()))
          .containsKeys("service.instance.id", "host.name");
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void withThePlainSdk_everyKindOfThreadTellsTraceAndAccount(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .tocsin()
                .set("endpoint", server.url())
                .start(ThreadKinds.class, "sdk")) {
      app.awaitEnd();
      assertThat(app.exitCode()).as(app.err()).isEqualTo(1);
      assertThat(app.notices()).isEmpty();
      List<String> kinds = kinds(jdk);
      kinds.add("main");
      assertTold(app, server, kinds);
    }
  }

  private static List<String> kinds(Jdk jdk) {
    List<String> kinds = new ArrayList<>(List.of("thread", "execute", "propagated", "forkjoin"));
    if (jdk.hasVirtualThreads()) {
      kinds.add("virtual");
    }
    return kinds;
  }

  private static void assertTold(AppJvm app, OtlpServer server, List<String> kinds)
      throws Exception {
    for (String kind : kinds) {
      String[] expected =
          app.out()
              .lines()
              .filter(each -> each.startsWith("EXPECT " + kind + " "))
              .findFirst()
              .orElseThrow(() -> new AssertionError("the application never said " + kind))
              .split(" ");
      Event event = eventOf(server, kind);
      assertThat(event.traceId()).as(kind).isEqualTo(expected[2]);
      assertThat(event.spanId()).as(kind).isEqualTo(expected[3]);
      assertThat(event.record().getSeverityNumber())
          .isEqualTo(SeverityNumber.SEVERITY_NUMBER_ERROR);
      assertThat(event.attributes())
          .containsEntry("event.name", "jvm.exception.uncaught")
          .containsEntry("exception.type", "java.lang.IllegalStateException")
          .containsEntry("account_id", "account-of-" + kind)
          .containsEntry("tenant_code", "T-" + kind)
          .containsKeys("thread.name", "thread.id", "tocsin.mdc.age_ms");
      assertThat(event.get("exception.stacktrace"))
          .startsWith("java.lang.IllegalStateException: " + kind + "\n\tat ")
          .contains("io.tocsin.agent.app.Work.fail(Work.java:");
      assertThat(Long.parseLong(event.get("tocsin.context.age_ms"))).isBetween(0L, 1_000L);
    }
    assertThat(server.events("jvm.exception.uncaught")).hasSameSizeAs(kinds);
  }

  private static Event eventOf(OtlpServer server, String message) {
    List<Event> told =
        server.events("jvm.exception.uncaught").stream()
            .filter(each -> message.equals(each.get("exception.message")))
            .toList();
    assertThat(told).as(message).hasSize(1);
    return told.get(0);
  }
}
