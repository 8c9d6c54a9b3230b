package io.tocsin.bench.score;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Predictions against labels. */
@Command(
    name = "score",
    description = "Compares predictions of ./tocsin eval with labels.",
    subcommands = {StacksScore.class, HsErrScore.class, MaskScore.class})
public final class ScoreCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ScoreCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which score? (expected: stacks, hs_err, mask)");
  }
}
