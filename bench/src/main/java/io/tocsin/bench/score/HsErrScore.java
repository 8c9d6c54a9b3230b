package io.tocsin.bench.score;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Facts and diagnoses of fatal error logs against those that an expert tool's own tests assert.
 * Left out are counters of that tool about itself, a vendor's packaging, and values that were lost
 * when the labels were extracted.
 */
@Command(name = "hs_err", description = "Scores eval hs_err on the labelled fatal error logs.")
final class HsErrScore implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> PACKAGING_FACTS =
      Set.of(
          "isRhBuildOpenJdk", "isRhRpmMatch", "isRhRpmDerivative", "isRhVersion", "getRhRpmName");

  @Parameters(paramLabel = "PREDICTIONS", description = "What eval hs_err printed.")
  private Path predictions = Path.of("");

  @Parameters(paramLabel = "FOLDER", description = "The folder hs_err of the data.")
  private Path folder = Path.of("");

  @Option(names = "--list", description = "Also every difference.")
  private boolean list;

  @Spec private CommandSpec spec = CommandSpec.create();

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Prediction(String file, List<String> diagnoses, Map<String, Object> facts) {}

  @Override
  public Integer call() throws IOException {
    Map<String, Prediction> predicted = new HashMap<>();
    for (String line : Files.readAllLines(predictions)) {
      Prediction each = JSON.readValue(line, Prediction.class);
      predicted.put(String.valueOf(Path.of(each.file()).getFileName()), each);
    }
    PrintWriter out = spec.commandLine().getOut();
    Prediction none = new Prediction("", List.of(), Map.of());
    Tally diagnoses = new Tally();
    for (List<String> row : Labels.csv(folder.resolve("krashpad-groundtruth.csv"))) {
      Prediction found = predicted.getOrDefault(row.get(0), none);
      String id = row.get(1);
      if (!id.startsWith("info_rh_build_") && !id.equals("warn_unidentified_log_line")) {
        boolean wanted = row.get(2).equals("present");
        boolean right = found != none && found.diagnoses().contains(id) == wanted;
        diagnoses.count(right, list ? out : null, String.join(" ", row) + " " + found.diagnoses());
      }
    }
    Tally facts = new Tally();
    for (List<String> row : Labels.csv(folder.resolve("krashpad-facts.csv"))) {
      String fact = row.get(1);
      String expected = row.get(2);
      boolean lost = expected.contains("assertEquals");
      if (!lost && !fact.endsWith(".size") && !PACKAGING_FACTS.contains(fact)) {
        // Of a chain of calls the last one names the fact.
        String name = fact.substring(fact.lastIndexOf('.') + 1);
        Object value = predicted.getOrDefault(row.get(0), none).facts().get(name);
        boolean right = Labels.matches(expected, value);
        facts.count(right, list ? out : null, String.join(" ", row) + " found " + value);
      }
    }
    out.printf("reports %d%n", predicted.size());
    diagnoses.print(out, "diagnoses");
    facts.print(out, "facts");
    out.flush();
    return 0;
  }

  private static final class Tally {
    private int right;
    private int all;

    void count(boolean matches, @Nullable PrintWriter out, String what) {
      all++;
      right += matches ? 1 : 0;
      if (!matches && out != null) {
        out.println("differs: " + what);
      }
    }

    void print(PrintWriter out, String name) {
      out.printf(
          Locale.ROOT, "%s %d of %d, %.3f%n", name, right, all, (double) right / Math.max(1, all));
    }
  }
}
