package io.tocsin.bench.agent;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build leaves the agents. */
record Agents(Path app, Path tocsin, Path openTelemetry, Path pyroscope) {
  /**
   * @param own this jar
   */
  static Agents beside(Path own) {
    Path rivals = own.resolveSibling("agents");
    return new Agents(
        own,
        require(
            Path.of(
                System.getProperty("tocsin.agent.jar", "profiler-agent/target/tocsin-agent.jar"))),
        require(rivals.resolve("opentelemetry-javaagent.jar")),
        require(rivals.resolve("pyroscope-agent.jar")));
  }

  private static Path require(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          jar + " is not there (expected: a jar; ./tocsin bench builds it)");
    }
    return jar.toAbsolutePath();
  }
}
