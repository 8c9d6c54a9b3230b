package io.tocsin.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that appends, again and again, and compares what it acknowledged with the log.
 */
class KillTest {
  @TempDir Path folder;
  private @Nullable Process sender;

  @AfterEach
  void endSender() {
    if (sender != null) {
      sender.destroyForcibly();
    }
  }

  @Test
  void append_killedThreeTimes_keepsWhatWasAcknowledgedOnce() throws Exception {
    kill(3, 150);
  }

  @Test
  @Tag("long")
  void append_killedManyTimes_keepsWhatWasAcknowledgedOnce() throws Exception {
    kill(40, 1_500);
  }

  private void kill(int times, int maxMillis) throws Exception {
    Random random = new Random(times);
    for (int i = 0; i < times; i++) {
      int before = acknowledged().size();
      Process running = startSender();
      sender = running;
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> acknowledged().size() > before || !running.isAlive());
      assertThat(running.waitFor(random.nextInt(maxMillis), TimeUnit.MILLISECONDS))
          .as("the sender must live until it is killed: %s", output())
          .isFalse();
      running.destroyForcibly().waitFor();
    }
    Set<String> acknowledged = new HashSet<>(acknowledged());
    assertThat(acknowledged).hasSizeGreaterThan(times);

    List<String> read = new ArrayList<>();
    SegmentTelemetryLog log =
        new SegmentTelemetryLog(LogSender.CONFIG, folder.resolve("log"), InstantSource.system());
    log.start();
    try (Reader reader = log.reader(TelemetryLogContract.STORE)) {
      reader.seek(Positions.NONE);
      List<LogEntry> entries = TelemetryLogContract.readAll(reader);
      entries.forEach(entry -> read.add(Submissions.nameOf(entry)));
      assertThat(CountsTest.lastOf(entries)).isEqualTo(log.taken());
      assertThat(log.taken().values().stream().mapToLong(Long::longValue).sum())
          .as("records taken")
          .isEqualTo(entries.stream().mapToLong(entry -> entry.batch().records()).sum());
      assertThat(log.status().damage().found()).isZero();
    } finally {
      log.close();
    }
    assertThat(read).doesNotHaveDuplicates().containsAll(acknowledged);
  }

  private Process startSender() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LogSender.class.getName(),
            folder.resolve("log").toString(),
            folder.resolve("acknowledged").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private List<String> acknowledged() throws IOException {
    Path file = folder.resolve("acknowledged");
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    // The last line may have been cut by the kill.
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }
}
