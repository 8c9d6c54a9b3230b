package io.tocsin.demo.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.system.ApplicationHome;

/**
 * What was built and is started here.
 *
 * @param demo this jar: the bank is in it
 * @param server Tocsin
 * @param serverOptions for the JVM, as a file of arguments
 * @param tocsinAgent ours, for crashes
 * @param otelAgent OpenTelemetry's, for traces and logs
 */
record Artifacts(Path demo, Path server, Path serverOptions, Path tocsinAgent, Path otelAgent) {
  /** Where the build leaves them; a system property overrides each place. */
  static Artifacts found() throws DemoFailedException {
    Path demo = ownJar();
    Path target = demo.resolveSibling(".").normalize();
    Path home = demo.resolveSibling("../..").normalize();
    return new Artifacts(
        demo,
        at("tocsin.server.jar", home.resolve("web/target/tocsin.jar")),
        at("tocsin.server.options", home.resolve("jvm.options")),
        at("tocsin.agent.jar", home.resolve("profiler-agent/target/tocsin-agent.jar")),
        at("tocsin.otel-agent.jar", target.resolve("agents/opentelemetry-javaagent.jar")));
  }

  private static Path ownJar() throws DemoFailedException {
    File source = new ApplicationHome(Artifacts.class).getSource();
    if (source == null) {
      throw new DemoFailedException("the demo runs from its jar only: ./tocsin demo");
    }
    return require("this jar", source.toPath().toAbsolutePath());
  }

  private static Path at(String property, Path built) throws DemoFailedException {
    return require(property, Path.of(System.getProperty(property, built.toString())));
  }

  private static Path require(String name, Path file) throws DemoFailedException {
    if (!Files.isRegularFile(file)) {
      throw new DemoFailedException(
          "%s: %s is not there (expected: a file; ./tocsin builds the jars)".formatted(name, file));
    }
    return file;
  }
}
