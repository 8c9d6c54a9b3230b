package io.tocsin.web.assembly;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in tracker beside the server. It reads its standard input and ends when that does, so
 * it never outlives a server that was killed. One that ends by itself is started again, at first
 * after a second, then after twice as long each time, up to a minute.
 */
final class BuiltInTrackerProcess implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(BuiltInTrackerProcess.class);
  private static final long STOP_SECONDS = 10;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** One that ran so long was well: its end is the first of its kind again. */
  private static final Duration WELL = Duration.ofMinutes(5);

  private final @Nullable Path config;
  private final Thread keeper =
      Thread.ofPlatform().daemon().name("tracker-keeper").unstarted(this::keep);
  private volatile @Nullable Process process;

  BuiltInTrackerProcess(Optional<Path> config) {
    this.config = config.orElse(null);
  }

  @Override
  public void start() {
    process = launch();
    keeper.start();
  }

  private void keep() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        Process running = process;
        if (running == null) {
          return;
        }
        long started = System.nanoTime();
        int code = running.waitFor();
        if (System.nanoTime() - started > WELL.toNanos()) {
          pause = FIRST_PAUSE;
        }
        LOG.warn(
            "The built-in tracker ended with code {}; it is started again in {} s",
            code,
            pause.toSeconds());
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
        process = launch();
      }
    } catch (InterruptedException e) {
      // Closing.
    } catch (UncheckedIOException e) {
      LOG.error("The built-in tracker cannot be started again", e);
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    String classPath = System.getProperty("java.class.path");
    if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
      command.addAll(List.of("-jar", classPath));
    } else {
      command.addAll(List.of("-cp", classPath, Tocsin.class.getName()));
    }
    command.addAll(List.of("up", "--roles=tracker", "--until-input-ends"));
    if (config != null) {
      command.addAll(List.of("--config", config.toString()));
    }
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in tracker cannot be started", e);
    }
  }

  @Override
  public Health health() {
    Process started = process;
    if (started == null) {
      return Health.down("not started");
    }
    return started.isAlive()
        ? Health.up("runs as process " + started.pid())
        : Health.degraded(
            "ended with code " + started.exitValue() + ", is started again; tickets wait for it");
  }

  @Override
  public void close() {
    keeper.interrupt();
    Process started = process;
    if (started == null) {
      return;
    }
    started.destroy();
    try {
      keeper.join(Duration.ofSeconds(1));
      if (!started.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        started.destroyForcibly();
      }
    } catch (InterruptedException e) {
      started.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
