package io.tocsin.web.assembly;

import java.time.InstantSource;
import java.util.List;
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
    List<String> ways = new WaysIn(settings).check(InstantSource.system());
    System.out.printf(
        "%s: good. Data in %s.%n",
        config.file().map(Object::toString).orElse("all defaults"), settings.data());
    ways.forEach(way -> System.out.println("  " + way));
    return 0;
  }
}
