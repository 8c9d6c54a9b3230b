package io.tocsin.web.assembly;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The only main: one jar, roles. */
@Command(
    name = "tocsin",
    mixinStandardHelpOptions = true,
    description = "Observability and incident automation for Java services in finance.",
    subcommands = {})
public final class Tocsin {
  private Tocsin() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Tocsin()).execute(args));
  }
}
