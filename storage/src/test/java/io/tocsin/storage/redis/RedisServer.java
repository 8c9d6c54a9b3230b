package io.tocsin.storage.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Debian's Redis, on loopback, with a password and nothing on disk. */
final class RedisServer implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/redis-server");
  static final String PASSWORD = "only for this test";

  private final Process process;
  private final Path folder;
  private final int port;
  private final @Nullable Identity identity;

  /** What it shows to those who connect by TLS. */
  record Identity(Path certificate, Path key) {}

  private RedisServer(Process process, Path folder, int port, @Nullable Identity identity) {
    this.process = process;
    this.folder = folder;
    this.port = port;
    this.identity = identity;
  }

  static boolean isInstalled() {
    return Files.isExecutable(BINARY);
  }

  static RedisServer start(Path folder) {
    return startWith(folder, null);
  }

  /** One that speaks nothing but TLS. */
  static RedisServer startTls(Path folder, Identity identity) {
    return startWith(folder, identity);
  }

  private static RedisServer startWith(Path folder, @Nullable Identity identity) {
    try {
      return start(folder, freePort(), identity);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Knowing nothing of before. */
  RedisServer startAgain() {
    return start(folder, port, identity);
  }

  private static RedisServer start(Path folder, int port, @Nullable Identity identity) {
    List<String> command =
        new ArrayList<>(
            List.of(
                BINARY.toString(),
                "--bind",
                "127.0.0.1",
                "--requirepass",
                PASSWORD,
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()));
    command.addAll(
        identity == null
            ? List.of("--port", Integer.toString(port))
            : List.of(
                "--port",
                "0",
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                identity.certificate().toString(),
                "--tls-key-file",
                identity.key().toString(),
                "--tls-auth-clients",
                "no"));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
      RedisServer server = new RedisServer(process, folder, port, identity);
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitAnswer() throws IOException {
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw new IOException("redis-server ended with " + process.exitValue(), e);
        }
        Thread.onSpinWait();
      }
    }
  }

  String url() {
    return (identity == null ? "redis" : "rediss") + "://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
