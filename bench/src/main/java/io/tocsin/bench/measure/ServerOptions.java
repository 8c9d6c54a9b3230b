package io.tocsin.bench.measure;

import java.nio.file.Path;

/** With what {@code ./tocsin up} starts a server's JVM. */
public final class ServerOptions {
  private ServerOptions() {}

  /** For the command line: {@code jvm.options} as a file of arguments. */
  public static String argument() {
    return "@"
        + Path.of(System.getProperty("tocsin.server.options", "jvm.options")).toAbsolutePath();
  }
}
