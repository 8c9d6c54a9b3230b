package io.tocsin.web.assembly;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.web.assembly.archive.BackupFailedException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import tools.jackson.core.JacksonException;

/** The only main: one jar, roles and commands. */
@Command(
    name = "tocsin",
    mixinStandardHelpOptions = true,
    version = "Tocsin " + Tocsin.VERSION,
    description = "Observability and incident automation for Java services in finance.",
    subcommands = {
      UpCommand.class,
      CheckCommand.class,
      AuditCommand.class,
      LedgerCommand.class,
      KeysCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      BacktestCommand.class,
      EvalCommand.class,
      PostmortemCommand.class,
      ConfigReferenceCommand.class
    })
public final class Tocsin {
  static final String VERSION = "0.1.0";

  /**
   * Tells at each start of an incubating module for vectors, of which we store none. Held, or its
   * level is lost.
   */
  private static final java.util.logging.Logger LUCENE_VECTORS =
      java.util.logging.Logger.getLogger(
          "org.apache.lucene.internal.vectorization.VectorizationProvider");

  private Tocsin() {}

  public static void main(String[] args) {
    LUCENE_VECTORS.setLevel(java.util.logging.Level.SEVERE);
    System.exit(run(args));
  }

  /** Returns the exit code. */
  static int run(String... args) {
    return new CommandLine(new Tocsin())
        .setExecutionExceptionHandler(Tocsin::explain)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  /** What the user can mend gets one line; a defect of ours keeps its stack trace. */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof InvalidSettingException || e instanceof CannotRunException) {
      command.getErr().println("tocsin: " + e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof BackupFailedException) {
      command.getErr().println("tocsin: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
    if (e instanceof NoSuchFileException missing) {
      command.getErr().println("tocsin: no such file: " + missing.getFile());
      return ExitCode.USAGE;
    }
    if (e instanceof JacksonException json) {
      command.getErr().println("tocsin: not the JSON expected: " + json.getOriginalMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof UncheckedIOException io) {
      command.getErr().println("tocsin: " + io.getMessage() + ": " + cause(io));
      return ExitCode.SOFTWARE;
    }
    throw e;
  }

  private static String cause(UncheckedIOException e) {
    return e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
  }
}
