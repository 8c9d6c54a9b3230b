package io.tocsin.bench;

import io.tocsin.bench.agent.AgentBench;
import io.tocsin.bench.app.AppCommand;
import io.tocsin.bench.collector.CollectorBench;
import io.tocsin.bench.collector.FileTail;
import io.tocsin.bench.collector.FileTailRun;
import io.tocsin.bench.collector.FunctionsCommand;
import io.tocsin.bench.delay.FaultyService;
import io.tocsin.bench.delay.TicketBench;
import io.tocsin.bench.score.ScoreCommand;
import io.tocsin.bench.tickets.TicketsOnce;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks' jar. */
@Command(
    name = "tocsin bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      AgentBench.class,
      AppCommand.class,
      CollectorBench.class,
      FunctionsCommand.class,
      FileTail.class,
      FileTailRun.class,
      FaultyService.class,
      ScoreCommand.class,
      TicketBench.class,
      TicketsOnce.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "which benchmark? (expected: agent, collector, file-tail, ticket, tickets-once)");
  }

  public static void main(String[] arguments) {
    int code =
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }
}
