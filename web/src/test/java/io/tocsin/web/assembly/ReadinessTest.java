package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.Health;
import io.tocsin.web.assembly.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /readyz} asks the parts; it answers as soon as the console does. */
class ReadinessTest {
  @TempDir private Path folder;

  @Test
  void waysIn_areKnownBeforeTheConsoleAnswers_andAllIsWellOnceStarted() throws Exception {
    try (ServerRoles server =
            new ServerRoles(config(), Optional.empty(), false, InstantSource.system());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> started = CompletableFuture.runAsync(server::start, threads);
      Map<String, Health> first =
          await()
              .atMost(Duration.ofMinutes(2))
              .pollInterval(Duration.ofMillis(1))
              .until(
                  () -> {
                    started.getNow(null);
                    return server.health();
                  },
                  health -> health.containsKey("console"));

      assertThat(first).containsKeys("store reader", "otlp http receiver", "filelog receiver");
      started.get();
      assertThat(server.health())
          .allSatisfy((part, health) ->
              assertThat(health.state()).as(part).isNotEqualTo(Health.State.DOWN));
    }
  }

  private TocsinConfig config() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("tocsin.yml"),
            """
            data: %s
            tracker: {spawn: false}
            web: {endpoint: "127.0.0.1:0"}
            collector:
              receivers:
                otlp:
                  protocols:
                    grpc: {endpoint: "127.0.0.1:0"}
                    http: {endpoint: "127.0.0.1:0"}
            """
                .formatted(folder.resolve("data")));
    return ConfigFile.read(TocsinConfig.class, Optional.of(file));
  }
}
