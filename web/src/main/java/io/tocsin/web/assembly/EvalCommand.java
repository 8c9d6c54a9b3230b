package io.tocsin.web.assembly;

import picocli.CommandLine.Command;

/** Predictions for public data. Labels are read by a separate scorer, never here. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = "Predictions for public data.",
    subcommands = {
      EvalStacks.class,
      EvalJfr.class,
      EvalCodeowners.class,
      EvalMask.class,
      EvalHsErr.class,
      EvalTemplates.class
    })
final class EvalCommand {}
