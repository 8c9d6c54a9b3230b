package io.tocsin.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryKind;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what the log does on this disk, beside what the disk does by itself. Asserts no time. */
@Tag("long")
class AppendThroughputTest {
  private static final int BATCH_BYTES = 150_000;
  private static final int APPENDERS = 8;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(4);

  /** The defaults, with room for readers that come late. */
  private static final SegmentLogConfig CONFIG =
      new SegmentLogConfig(
          2,
          1 << 26,
          1L << 33,
          1L << 33,
          100,
          1 << 26,
          1L << 28,
          Duration.ofMinutes(10),
          1_000_000,
          Duration.ZERO,
          Duration.ofSeconds(5),
          1L << 30,
          1 << 24);

  @TempDir Path folder;

  @Test
  void append_byEightSenders_printsThroughputAndLatency() throws Exception {
    SegmentTelemetryLog log =
        new SegmentTelemetryLog(CONFIG, folder.resolve("log"), InstantSource.system());
    log.start();
    AtomicBoolean reading = new AtomicBoolean(true);
    try (ExecutorService pool = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      Future<Long> read = pool.submit(() -> readAll(log, reading));
      for (int round = 0; round <= ROUNDS; round++) {
        double disk = diskBytesPerSecond(round);
        long[] micros = appendFor(log, pool, round);
        if (round > 0) {
          print(micros, disk);
        }
      }
      reading.set(false);
      assertThat(read.get()).isPositive();
    } finally {
      log.close();
    }
  }

  private static void print(long[] micros, double disk) {
    double seconds = ROUND.toMillis() / 1_000.0;
    double bytes = (double) micros.length * BATCH_BYTES / seconds;
    System.out.printf(
        "%d senders of %d-byte batches: %.0f batches/s, %.1f MB/s (disk alone %.1f MB/s, ratio"
            + " %.2f), acknowledged P50 %.1f ms, P99 %.1f ms, longest %.1f ms%n",
        APPENDERS,
        BATCH_BYTES,
        micros.length / seconds,
        bytes / 1e6,
        disk / 1e6,
        bytes / disk,
        micros[micros.length / 2] / 1e3,
        micros[micros.length * 99 / 100] / 1e3,
        micros[micros.length - 1] / 1e3);
  }

  private static long[] appendFor(SegmentTelemetryLog log, ExecutorService pool, int round)
      throws Exception {
    List<Future<List<Long>>> senders = new ArrayList<>();
    long end = System.nanoTime() + ROUND.toNanos();
    for (int sender = 0; sender < APPENDERS; sender++) {
      long first = ((long) round << 40) + ((long) sender << 32);
      senders.add(pool.submit(() -> send(log, first, end)));
    }
    List<Long> all = new ArrayList<>();
    for (Future<List<Long>> sender : senders) {
      all.addAll(sender.get());
    }
    return all.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private static List<Long> send(SegmentTelemetryLog log, long first, long end) throws Exception {
    byte[] payload = new byte[BATCH_BYTES];
    new Random(first).nextBytes(payload);
    List<Long> micros = new ArrayList<>();
    for (long id = first; System.nanoTime() < end; id++) {
      Batch batch =
          new Batch(
              Submissions.RETAIL, TelemetryKind.LOGS, Lane.BULK, (int) (id % 2), 500, 0, payload);
      long start = System.nanoTime();
      log.append(new Submission(Submissions.RETAIL, new Digest(id, 0), List.of(batch)));
      micros.add((System.nanoTime() - start) / 1_000);
    }
    return micros;
  }

  private static long readAll(SegmentTelemetryLog log, AtomicBoolean reading) throws Exception {
    long entries = 0;
    try (Reader reader = log.reader(TelemetryLogContract.STORE)) {
      while (reading.get()) {
        Positions done = Positions.NONE;
        for (LogEntry entry : reader.poll(100, Duration.ofMillis(50))) {
          done = done.after(entry.position());
          entries++;
        }
        reader.commit(done);
      }
    }
    return entries;
  }

  /** One file, one thread, a force for every eight batches: what a group commit could reach. */
  private double diskBytesPerSecond(int round) throws Exception {
    byte[] group = new byte[BATCH_BYTES * APPENDERS];
    Arrays.fill(group, (byte) round);
    Path file = folder.resolve("alone-" + round);
    long start = System.nanoTime();
    long bytes = 0;
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      while (System.nanoTime() - start < ROUND.toNanos() / 2) {
        out.write(group);
        out.getFD().sync();
        bytes += group.length;
      }
    }
    return bytes * 1e9 / (System.nanoTime() - start);
  }
}
