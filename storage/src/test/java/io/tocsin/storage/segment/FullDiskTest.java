package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.TelemetryLogContract.STORE;
import static io.tocsin.storage.segment.TelemetryLogContract.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on a real file system of 2 MiB that fills up. Only root may mount one. */
class FullDiskTest {
  @TempDir Path folder;
  private SegmentTelemetryLog log;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tocsin-test", folder.toString()) == 0;
    assumeTrue(mounted, "a small disk cannot be mounted: only root may");
    open();
  }

  private void open() {
    log = new SegmentTelemetryLog(config(), folder.resolve("log"), InstantSource.system());
    log.start();
  }

  @AfterEach
  void unmount() throws Exception {
    if (log != null) {
      log.close();
    }
    if (mounted) {
      run("umount", "-l", folder.toString());
    }
  }

  /** Limits far beyond the disk: it is the disk that refuses. */
  private static SegmentLogConfig config() {
    return new SegmentLogConfig(
        2,
        1 << 16,
        1L << 30,
        1L << 30,
        100,
        1 << 20,
        1L << 26,
        Duration.ofMinutes(10),
        1_000_000,
        Duration.ZERO,
        Duration.ofSeconds(5),
        1L << 30,
        1 << 20);
  }

  @Test
  void T36_append_onAFullDisk_tellsTheSenderKeepsWhatItTookAndGoesOnWhenThereIsRoom()
      throws Exception {
    log.reader(STORE).close();
    Set<String> taken = new HashSet<>();
    long id = fillUp(1, taken);
    assertThat(taken).hasSizeGreaterThan(100);

    log.close();
    open();
    assertThat(log.status().damage().found()).isZero();
    try (Reader reader = log.reader(STORE)) {
      Positions done = Positions.NONE;
      Set<String> read = new HashSet<>();
      for (LogEntry entry : readAll(reader)) {
        assertThat(read.add(Submissions.nameOf(entry))).isTrue();
        done = done.after(entry.position());
      }
      assertThat(read).containsAll(taken);
      reader.commit(done);

      long next = id + 1;
      await().until(() -> appended(next));
      assertThat(readAll(reader)).extracting(Submissions::nameOf).contains(next + "/BULK/0");
    }
  }

  /** Until the disk refuses; returns the id that it refused. */
  private long fillUp(long first, Set<String> taken) {
    for (long id = first; ; id++) {
      if (!appended(id)) {
        assertThat(log.health().because()).contains("No space left on device");
        return id;
      }
      taken.add(id + "/BULK/0");
    }
  }

  private boolean appended(long id) {
    try {
      log.append(Submissions.of(Submissions.RETAIL, id, 8_000, bulk(0)));
      return true;
    } catch (LogRefusedException e) {
      assertThat(e.reason()).isEqualTo(LogRefusedException.Reason.STORAGE);
      return false;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("mount", ".txt");
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start()
          .waitFor();
    } finally {
      Files.delete(output);
    }
  }
}
