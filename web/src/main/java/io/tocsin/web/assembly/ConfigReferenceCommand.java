package io.tocsin.web.assembly;

import io.tocsin.web.assembly.config.ConfigFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the config reference as it stands in docs/reference/config.md. */
@Command(
    name = "config-reference",
    mixinStandardHelpOptions = true,
    description = "Print the config reference.")
final class ConfigReferenceCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.print(ConfigFile.reference(TocsinConfig.class));
    return 0;
  }
}
