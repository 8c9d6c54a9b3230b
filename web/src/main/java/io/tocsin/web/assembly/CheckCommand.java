package io.tocsin.web.assembly;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads the settings and says what is wrong with them, without starting anything. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Read the settings, say what is wrong with them.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() {
    TocsinConfig settings = config.read();
    System.out.printf(
        "%s: good. Data in %s, console on %s, telemetry on %s.%n",
        config.file().map(Object::toString).orElse("all defaults"),
        settings.data(),
        settings.web().endpoint(),
        settings.collector().receivers().otlp().protocols().http().endpoint());
    return 0;
  }
}
