package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.agent.app.Requests;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jars;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.OtlpServer.Event;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prints what the agent costs a request, and how long a crash is on its way. Judges neither. */
@Tag("long")
class LatencyTest {
  private static final int ROUNDS = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void requests_withoutAgentWithServerAndWithServerDown(Jdk jdk) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      measure("without agent", AppJvm.on(jdk, folder));
      try (OtlpServer server = new OtlpServer()) {
        measure(
            "server up, no profiles",
            AppJvm.on(jdk, folder).tocsin().set("endpoint", server.url()));
        assertThat(server.events()).isNotEmpty();
        printTimeToServer(jdk, server);
      }
      try (OtlpServer server = new OtlpServer()) {
        measure(
            "server up, profiles",
            AppJvm.on(jdk, folder)
                .flag("-javaagent:" + Jars.tocsin())
                .set("profile_delay_ms", 0)
                .set("endpoint", server.url()));
      }
      measure("server down", AppJvm.on(jdk, folder).tocsin().set("endpoint", "http://127.0.0.1:1"));
    }
  }

  private static void measure(String what, AppJvm.Builder jvm) throws Exception {
    try (AppJvm app = jvm.flag("-XX:-TieredCompilation").start(Requests.class)) {
      app.awaitEnd();
      assertThat(app.exitCode()).as(app.err()).isZero();
      System.out.println(what + ": " + app.out().lines().reduce((a, b) -> b).orElseThrow());
    }
  }

  /** From the clock just before the throw to the clock at the server's receipt; same machine. */
  private static void printTimeToServer(Jdk jdk, OtlpServer server) {
    long[] millis =
        server.events("jvm.exception.uncaught").stream()
            .mapToLong(LatencyTest::millisOnTheWay)
            .sorted()
            .toArray();
    System.out.println(
        jdk
            + ": throw to server, ms: median "
            + millis[millis.length / 2]
            + ", maximum "
            + millis[millis.length - 1]
            + ", first "
            + millisOnTheWay(server.events("jvm.exception.uncaught").get(0))
            + " of "
            + millis.length);
  }

  private static long millisOnTheWay(Event event) {
    long thrown = Long.parseLong(event.get("exception.message").substring("at ".length()));
    return TimeUnit.NANOSECONDS.toMillis(event.receivedNanos()) - thrown;
  }
}
