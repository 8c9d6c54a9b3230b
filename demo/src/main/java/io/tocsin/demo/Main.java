package io.tocsin.demo;

import io.tocsin.demo.bank.BankCommand;
import io.tocsin.demo.run.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The demo's jar: the bank's services and the run that watches them. */
@Command(
    name = "tocsin-demo",
    mixinStandardHelpOptions = true,
    subcommands = {BankCommand.class, DemoCommand.class})
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? (expected: demo or bank)");
  }

  public static void main(String[] arguments) {
    int code = new CommandLine(new Main()).execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }
}
