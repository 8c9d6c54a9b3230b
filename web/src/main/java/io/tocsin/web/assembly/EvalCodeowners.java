package io.tocsin.web.assembly;

import io.tocsin.bot.owner.codeowners.CodeownersEval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints which paths each CODEOWNERS pattern matches. */
@Command(
    name = "codeowners",
    description = "One verdict a line, tab-separated: pattern, path, true or false.")
final class EvalCodeowners implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "JSON: patterns with their paths.")
  private Path file = Path.of("patterns.json");

  @Override
  public Integer call() throws IOException {
    CodeownersEval.run(file, System.out);
    return 0;
  }
}
