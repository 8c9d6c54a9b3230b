package io.tocsin.web.assembly;

import io.tocsin.collector.template.TemplateConfig;
import io.tocsin.collector.template.TemplatesEval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Mines Loghub's systems, all with the settings by default; reads the column Content alone. */
@Command(
    name = "templates",
    description =
        "Templates of DIR/<SYS>/<SYS>_2k.log_structured_corrected.csv to OUT/<SYS>.csv: LineId,"
            + " EventTemplate.")
final class EvalTemplates implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "A folder for each system.")
  private Path data = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "Folder for what is predicted.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    TemplatesEval.run(data, out, TemplateConfig.byDefault());
    return 0;
  }
}
