package io.tocsin.web.assembly;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The built-in tracker beside the server. It reads its standard input and ends when that does, so
 * it never outlives a server that was killed.
 */
final class BuiltInTrackerProcess implements Component {
  private static final long STOP_SECONDS = 10;

  private final @Nullable Path config;
  private @Nullable Process process;

  BuiltInTrackerProcess(Optional<Path> config) {
    this.config = config.orElse(null);
  }

  @Override
  public void start() {
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
      process =
          new ProcessBuilder(command)
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
            "ended with exit code " + started.exitValue() + ": tickets wait until it is back");
  }

  @Override
  public void close() {
    Process started = process;
    if (started == null) {
      return;
    }
    started.destroy();
    try {
      if (!started.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        started.destroyForcibly();
      }
    } catch (InterruptedException e) {
      started.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
