package io.tocsin.web.assembly;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A log file under steady load, rotated by renaming and by copying and truncating in turns. Nothing
 * is written between a copy and its truncation, because that would be lost by nature. It goes on
 * while its reader is down, but not for ever: else a slow machine had more to read each time.
 */
final class RotatedFile implements AutoCloseable {
  private static final int LINES_AT_ONCE = 20;
  private static final int LINES_AHEAD = 2_000;
  private static final long PAUSE_NANOS = 40_000_000;

  private final Path path;
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicInteger lines = new AtomicInteger();
  private final AtomicInteger allowed = new AtomicInteger(LINES_AHEAD);
  private final AtomicInteger renames = new AtomicInteger();
  private final AtomicInteger copies = new AtomicInteger();
  private final Thread writing = Thread.ofPlatform().unstarted(this::write);

  private RotatedFile(Path path) {
    this.path = path;
  }

  static RotatedFile written(Path path) {
    RotatedFile file = new RotatedFile(path);
    file.writing.start();
    return file;
  }

  private void write() {
    Random random = new Random(7);
    try {
      while (!enough.get()) {
        int atMost = 200 + random.nextInt(800);
        writeOne(atMost);
        if (random.nextBoolean()) {
          Files.move(path, rotated());
          renames.incrementAndGet();
        } else {
          Files.copy(path, rotated());
          copies.incrementAndGet();
          Files.newOutputStream(path, StandardOpenOption.TRUNCATE_EXISTING).close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path rotated() {
    return path.resolveSibling(path.getFileName() + "." + (renames.get() + copies.get()));
  }

  private void writeOne(int atMost) throws IOException {
    try (BufferedWriter out =
        Files.newBufferedWriter(
            path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = 0; i < atMost && !enough.get(); i++) {
        out.write(
            """
            {"message":"%s","level":"INFO","logger":"com.bank.Ledger","padding":"%s"}
            """
                .formatted(id(lines.get()), "x".repeat(lines.get() % 90)));
        lines.incrementAndGet();
        if (i % LINES_AT_ONCE == 0) {
          out.flush();
          pause();
        }
      }
    }
  }

  private void pause() {
    do {
      LockSupport.parkNanos(PAUSE_NANOS);
    } while (lines.get() >= allowed.get() && !enough.get());
  }

  private static String id(int number) {
    return "line" + number + "x";
  }

  /** Something happens after some progress, not after some time. */
  void awaitMore(int more) throws IOException {
    int until = lines.get() + more;
    allowed.set(until + LINES_AHEAD);
    Patience.await("lines written", Duration.ofMillis(5), lines::get, n -> n >= until);
  }

  void end() throws InterruptedException {
    enough.set(true);
    writing.join();
  }

  /** Of all lines written by now. */
  Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < lines.get(); i++) {
      ids.add(id(i));
    }
    return ids;
  }

  int renames() {
    return renames.get();
  }

  int copies() {
    return copies.get();
  }

  @Override
  public void close() throws InterruptedException {
    end();
  }
}
